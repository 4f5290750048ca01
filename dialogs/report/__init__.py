"""The report: what came of asking in some weeks, as one page to read, to print and to pass on.

Its facts are read from one state of the database (`facts`), those that the figures' pages tell and no others;
its page is made of them anywhere, in Dutch or English (`page`).
"""
