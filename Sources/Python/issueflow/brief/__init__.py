"""The answer of a run on one page, for somebody who has to decide: as a page, as PDF, for Word and as slides.

    write_briefs("results/changzhou", ["html", "pdf", "docx", "pptx"], compare="results/compare")

One object holds what is said (`content.Brief`), and each kind of document shows it: a headline in words with the number that
matters, the split against its band, three causes, what would act on them, how sure that is and what to doubt. What would act
is what was run on this very city with `issueflow compare`, with its effect and interval; nothing is recommended that nobody
has run, and no price is named.
"""

from issueflow.brief.written import FORMATS, Written, write_briefs

__all__ = ["FORMATS", "Written", "write_briefs"]
