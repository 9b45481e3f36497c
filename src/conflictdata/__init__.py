"""Who claimed what, where and when: contradictory reports on an armed conflict as typed claims and events."""
