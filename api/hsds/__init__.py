"""The directory as an Open Referral HSDS 3.0 feed, to be read by partners' systems."""
