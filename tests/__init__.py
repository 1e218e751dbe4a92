"""Tests mirror the tree; each says in one sentence what it claims."""
