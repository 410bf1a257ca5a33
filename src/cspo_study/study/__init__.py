"""What both front ends call: sessions and reports over content, learning and progress.

Returns data and never prints.
"""
