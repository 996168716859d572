# A UPS that tells no runtime gives a hanging command 120 s.
--- with whole
--- story
0 cyberpower OB LB
200 until
