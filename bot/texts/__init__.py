"""The texts for whoever translates or reads them: a spreadsheet, a report, and pages to look at."""
