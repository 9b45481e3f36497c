"""The rules by level: dates; dates with parts of days and clock times; intervals."""

from __future__ import annotations

from conflictdata.time._patterns import compile_rules

DATES = compile_rules("""
day_range: between|from? on? M=m D=d J D=e ( comma? in? year=y yearword? )?
day_range: between|from? on? the? D=d J the? D=e of? M=m ( comma? in? year=y yearword? )?
day_range: on? M=m D=d ( comma D )* comma? and D=e ( comma? in? year=y yearword? )?
day_range: on? D=d ( comma D )* comma? and D=e M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? M=m D=d ( comma? in? year=y yearword? )?
day: on|in? M=m D=d ( comma? in? year=y yearword? )?
day_over: over unit=u D=d M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? the? D=d of? M=m ( comma? in? year=y yearword? )?
day: on|in? the? D=d of? M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? D=d M=m last|this|next|lastyear=r yearword?
day: on|in? D=d M=m last|this|next|lastyear=r yearword?
month: in? M=m comma? of? year=y yearword?
month: in? M=m of? last|this|next|lastyear=r yearword?
month: in? last|this|next|past=r M=m
month: lastyear=r in? M=m
month: in? M=m
season: in? the? season=s of? the? year=y yearword?
winter: in? the? season=s of? the? year=x dash year=y yearword?
season: in? the? season=s of? last|this|next=r yearword
season: in? the? last|this|next|past=r season=s
season: in? the? season=s
year: in? year=y yearword?
year_range: between|from year=y to|and|until|dash year=z yearword?
last_year: lastyear=r
iso: iso=i yearword?
day_month: daymonth=i
dotted_hour: daymonth=c
weekday: in|on? the? R=r weekday|wordweekday=w
weekday: in|on? the? weekday|wordweekday=w
weekday: in|on? the? weekday|wordweekday=w of? R=r unit=u
relative_day: relday=r unit=u?
period: in|on? the? R=r U=u
trailing!: over|in|for the? last|past=r N=n? U=u
trailing!: over=o N=n? U=u
trailing!: the? last|past=r N=n U=u
since_unit!: from|since the? early the? U=u
weekend!: over|in|on the? unit=u
ago!: about? N=n? U=u ago
earlier!: N=n? U=u earlier
earlier!: earlier N=n U=u
later!: N=n U=u later
later!: later|through N=n? U=u
after!: about? N=n U=u after|until=a
after!: later|through N=n U=u after=a
after!: over N=n U=u until=a
lasting!: for the? about? N=n U=u
lasting!: N=n dash U=u
anchored!: anchor=a
day_start!: daystart
last_night!: over|in|on? the? last|past|this=r night
tonight!: tonight
hour: clock=c ampm=m?
hour: day|number=c ampm=m
hour: day|number=c oclock
hour: day=c unit|oclock=u? part|night|unit=p
hour: day=c unit=u
hour_word: number|ordinal=c unit|oclock=u? part|night|unit=p
""")

PARTS = compile_rules("""
third!: in? the? early|mid|late=w dash? in|of|to? the? date=d
earlier_in!: earlier on|in? the? date=d
part!: in|on|at|to|over? the? part|partadv=p of|on|in|comma? the? date=d
part!: date=d comma? in|at|on|to|over? the? part|partadv=p
part!: date=d comma? early|late=p
part!: this=t part=p
part!: partadv=p
part_alone!: in|at|to the? part=p
part_alone!: at|to the? part=p
until_part!: until the? part=p
until_part!: until the? part=p on|of? the? date=d
night_of: over|in|on? the? night of|on|from? the? date=d
night_between!: over|in|on|the? the? night of|from|on? the? date=d to|dash|and|until on? the? date=e
night_before!: over|in|on? the? night to the? date=d
night_before!: overnight on|in|from|to|of|comma? the? date=d
night_between!: overnight on|in|from|of? the? date=d to|dash|and|until the? date=e
night_before!: date=d comma? overnight
night_before!: date=d comma? in the? night
night_of!: date=d night
overnight!: overnight
clock_on: at|in|about? about? clock=c zone=z? on|comma|of|in? the? date=d
clock_on: date=d comma? at|in|about? about? clock=c zone=z?
clock: at|in|about about? clock=c zone=z?
clock: clock=c zone=z
clock_range: from|between|in|over? clock=c zone? to|until|and|dash clock=e zone=z? on|comma? the? date=d?
clock_range: date=d comma? from|between clock=c zone? to|until|and|dash clock=e zone=z?
as_of!: asof the? clock=c zone=z? on|comma|of? the? date=d?
as_of!: asof the? date=d comma? clock=c zone=z?
as_of!: asof the? part=p of|on|comma? the? date=d?
until_clock!: until=u about? clock=c zone=z? on|comma|of? the? date=d?
""")

BOUNDS = compile_rules("""
since!: since|from=s the? date=d
until!: until=u the? date=d
until!: asof=u the? date=d
from_after!: after the? date=d
span_of: between|from=b the? date=d to|until|and|dash the? date=e
span_of: date=d to|until|dash the? date=e
""")
