# A slow script holds up neither a cancellation nor another timer.
# NUT's timer daemon waits for the script; earlyshutdown then fires although it was cancelled.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB
45 cyberpower OL
400 ended 1 0
500 until
