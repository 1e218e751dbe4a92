"""The directory in the formats that others read. Only what may be shown leaves.

Each exporter takes records and gives text or plain values; where they go is the caller's affair.
"""

from fanal.directory.exporters.csv_table import as_csv
from fanal.directory.exporters.data_inclusion import as_data_inclusion
from fanal.directory.exporters.open_referral import as_open_referral, as_open_referral_uk
from fanal.directory.exporters.vcard import as_vcards

__all__ = [
    "as_csv",
    "as_data_inclusion",
    "as_open_referral",
    "as_open_referral_uk",
    "as_vcards",
]
