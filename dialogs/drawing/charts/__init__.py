"""Numbers as pictures: charts that are read on a phone, drawn from plain numbers and words.

A chart is a frozen record with all its words in the reader's language; it draws no sentence of its own:

    chart = Funnel(Frame(title, note, foot, empty, language, right_to_left), steps)
    Picture("funnel.png", partial(png, chart), caption)    # drawn when it is sent, off the event loop
    embedded(chart)                                        # the `src` of an image in a page of its own

What its caption must say stands at each chart. Small groups come hidden (`number` None) with a word for it.
"""
