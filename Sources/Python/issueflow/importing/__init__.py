"""A spreadsheet in, a city out: `issueflow import 台账.xlsx`.

    understood = read_city("台账.xlsx")
    write_city(understood, Path("台账"))

A flat table with title lines, merged cells, totals, blank lines and notes, Chinese or English headings, one line for each
grid or for each community, or communities as columns, is read as the tree of a city. What is written is that of the program:
a table of units for each tier, and a scenario of which everything that the table does not tell is borrowed from Changzhou and
marked as such. A cell is read as what it says, or refused with its sheet, row and column; nothing is guessed in silence.
"""

from issueflow.importing.choosing import column_roles
from issueflow.importing.city import City, Wish
from issueflow.importing.folder import Written, default_folder, write_city
from issueflow.importing.telling import told
from issueflow.importing.understood import Understood, read_city

__all__ = ["City", "Understood", "Wish", "Written", "column_roles", "default_folder", "read_city", "told", "write_city"]
