"""The interview: a pure flow underneath, and two faces over it, one drawn and one plain."""
