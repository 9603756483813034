"""The card and its reader: PC/SC, APDUs, the firewall around them, and what a card tells."""
