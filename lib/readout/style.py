"""One look for charts, pages and the review widget: colours that colour-blind readers can tell, and a second sign.

Colours are Okabe and Ito's (2008), with the yellow left out because it cannot be read on white. Colour is never the
only sign: in `readout.vocabulary` each voice has a line style, and each stance a symbol.
"""

BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#000000",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#767676",
)
