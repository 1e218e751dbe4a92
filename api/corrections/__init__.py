"""What people say is wrong in a record, without a word about them."""
