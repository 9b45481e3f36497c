"""The rules by level: dates; dates with parts of days and clock times; intervals."""

from __future__ import annotations

from conflictdata.time._patterns import compile_rules

DATES = compile_rules("""
day_range: between|from? on? M=m D=d J D=e ( comma? in? year=y yearword? )?
day_range: between|from? on? the? D=d J the? D=e of? M=m ( comma? in? year=y yearword? )?
day_range: between|from? on? the? D=d J the? D=e of? M=m of? last|this|next|lastyear=r yearword?
day_range: between|from? on? M=m D=d J D=e of? last|this|next|lastyear=r yearword?
day_range: on? M=m D=d ( comma D )* comma? and D=e ( comma? in? year=y yearword? )?
day_range: on? D=d ( comma D )* comma? and D=e M=m ( comma? in? year=y yearword? )?
day_range: on? M=m D=d ( comma D )* comma D dash D comma? and D=e ( comma? in? year=y yearword? )?
day_range: on? M=m D=d dash|to D comma? and D=e ( comma? in? year=y yearword? )?
day_range: on? D=d ( comma D )* comma D dash D comma? and D=e M=m ( comma? in? year=y yearword? )?
day_range: on? D=d dash D comma? and D=e M=m ( comma? in? year=y yearword? )?
day_chain: on? M=m D=d J D=k and D=n J D=e ( comma? in? year=y yearword? )?
day_chain: on? the? D=d J the? D=k and the? D=n J the? D=e of? M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? M=m D=d ( comma? in? year=y yearword? )?
day: on|in? M=m the? D=d ( comma? in? year=y yearword? )?
day_named: on|in? D=d M=m ( comma? in? year=y yearword? )? comma? on|in? weekday|wordweekday=w
day_range: on? D=d comma D comma D=e M=m ( comma? in? year=y yearword? )?
day: over? the? last|past|this unit=u comma D=d M=m ( comma? in? year=y yearword? )?
day: anchor comma D=d M=m ( comma? in? year=y yearword? )?
day_pair: on|in? slashed=p M=m ( comma? in? year=y yearword? )?
day_told: relday=t comma? on|in? D=d M=m ( comma? in? year=y yearword? )?
day_told: relday=t comma? on|in? M=m D=d ( comma? in? year=y yearword? )?
day_told: relday=t comma? on|in? weekday|wordweekday=w
weekday_list: in|on|over? weekday|wordweekday=w and weekday|wordweekday=x
weekday_list: in|on|over? weekday|wordweekday=w comma weekday|wordweekday comma? and weekday|wordweekday=x
month_list: in? M=m and|dash M=n ( of? year=y yearword? )?
month_list: in? M=m and|dash M=n of? last|this|next|lastyear=r yearword?
month_list: in? M=m comma M=k comma? and M=n ( of? year=y yearword? )?
month_list: in? M=m comma M=k comma? and M=n of? last|this|next|lastyear=r yearword?
season_list: in? the? season=s and|dash in? the? season=t of? the? year|years=y yearword?
season_list: in? the? season=s and|dash season=t of? the? year=y dash year yearword?
season_list: in? the? season=s and|dash in? the? season=t of? last|this|next|lastyear=r yearword?
eve!: on? the? eve|anchor=a D=d M=m ( comma? in? year=y yearword? )?
eve!: on? the? eve|anchor=a M=m D=d ( comma? in? year=y yearword? )?
day_over: over unit=u D=d M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? the? D=d of? M=m ( comma? in? year=y yearword? )?
day: on|in? the? D=d of? M=m ( comma? in? year=y yearword? )?
day: on|in? weekday|wordweekday comma? D=d M=m last|this|next|lastyear=r yearword?
day: on|in? D=d M=m last|this|next|lastyear=r yearword?
month: in? M=m comma? of? year=y yearword?
month: in? M=m of? last|this|next|lastyear=r yearword?
month: in? last|this|next|past=r M=m
month: lastyear=r in? M=m
month: in? last|this|next=r yearword=q in? M=m
month: in? M=m
season: in? the? season=s of? the? year=y yearword?
winter: in? the? season=s of? the? year=x dash year=y yearword?
season: in? the? season=s of? last|this|next=r yearword
season: in? the? last|this|next|past=r season=s
season: in? the? season=s
year: in? year=y yearword?
year_range: in|over? year=y dash|and|to year=z yearword
year_range: in year=y dash|and year=z
years: in|over? years=y yearword?
winter: in? the? season=s of? the? years=z yearword?
year_word: in|since|from|until? ordinal=y yearword
quarter: in|over? the? ordinal|roman|last|past|this|next=n quarter of? the? ( in? year=y yearword? )?
quarter: in|over? the? ordinal|roman|last|past|this|next=n quarter of? the? last|this|next|lastyear=r yearword?
quarter: in|over? the? ordinal=n portion=q of? the? ( in? year=y yearword? )?
quarter: in|over? the? quartername=q of? the? ( in? year=y yearword? )?
quarter: in|over? the? quartername=q of? the? last|this|next|lastyear=r yearword?
decade: in|over? the? decade=d yearword?
week_of: in|on|over|for|to? the? ordinal|roman|last|past=n unit=u of|in? M=m ( comma? of? year=y yearword? )?
year_range: between|from year=y to|and|until|dash year=z yearword?
last_year: lastyear=r
season: lastyear=r in? season=s
season: in? last|this|next=r yearword=q in? season=s
season: in? season=s lastyear=r
iso: iso=i yearword?
day_month: daymonth=i
dotted_hour: daymonth=c
weekday: in|on? the? R=r weekday|wordweekday=w
weekday: in|on? the? weekday|wordweekday=w
weekday: in|on? the? weekday|wordweekday=w of|in|on|to|comma? the? R=r unit=u
weekday: in|on|to? the? R=r unit=u comma? in|on? the? weekday|wordweekday=w
relative_day: relday=r unit=u?
trailing!: over|in|for=o the last|past=r U=u
period: in|on? the? R=r U=u
trailing!: over|in|for the? last|past=r N=n? U=u
trailing!: over=o N=n? U=u
trailing!: the? last|past=r N=n U=u
trailing!: over|in|for=o? N=n last|past=r U=u
since_unit!: from|since the? early the? U=u
weekend!: over|in|on|at|to the? unit=u
ago!: about|over=a? N=n? U=u ago
ago!: about|over=a? N=n? U=u andhalf=h ago
ago_between!: about? N=k dash|and|to N=n U=u ago
ago_between!: about? one=k U=u and N=n ago
trailing!: over|in|for=o? the? last|past=r N dash|and|to N=n U=u
trailing!: over|in|for=o? the? last|past=r N=n? U=u andhalf=h
nights_ago!: about? N=n night ago|earlier
before_last!: the? unit=u until=b last=l
earlier!: over? N=n? U=u earlier
earlier!: earlier N=n U=u
later!: N=n U=u later
later!: later|through N=n? U=u
after!: about? N=n U=u after|until=a
after!: later|through N=n? U=u after=a
after!: over N=n? U=u after|until=a
lasting!: for the? about? N=n U=u
lasting!: N=n dash U=u
whole!: all=a the? unit|yearword=u
first_of: in|over|for? the? ordinal|roman|last|past=n N=k U=u of|in? the? year=y yearword?
first_of: in|over|for? the? ordinal|roman|last|past=n N=k U=u of|in? the? M=m ( comma? of? year=y yearword? )?
first_of: in|over|for? the? ordinal|roman|last|past=n N=k U=u of|in? the? last|this|next|lastyear=r? yearword
months_of: over N=k U=u year=y yearword
day_year_word: on|in? D=d M=m ordinal=y yearword
dotted_range: daymonth=c to|dash iso=i
dotted_days: daymonth=c to|dash daymonth=e
dotted_days: day=c dash daymonth|iso=e yearword?
night_number!: over|in|on? the? night|overnight to D=d
numbered: from|in? D=d to|until|dash|and D=e dateword
numbered: in|on? D=e dateword
night_number!: over|in|on? the? night|overnight of|from D=e to D=d
since_epoch!: since|from the? epoch=e began=b?
since_epoch!: since|from the? early=b the? epoch=e
epoch_unit: in|on? the? ordinal|roman=n unit|yearword=u of? the? epoch=e
epoch_unit: in|on? unit=u day|count|number|ordinal|hhmm|thousands=n of? the? epoch=e
streak!: for? the? ordinal|roman|one=n unit|yearword|night=u running
going_on!: ordinal=n unit=u
streak!: for? the? ordinal|roman|one=n running unit|yearword|night=u running?
streak!: for|over|on? the? last|past? N=n unit|yearword=u running
streak!: for|over|on? the? last|past? N=n running unit|yearword=u
streaks!: for|over|on? the? last|past? N=n running night
streaks!: for|over|on? the? last|past? N=n night running
weekend_of: in|over|on? the? unit=u of? M=m D=d J D=e ( comma? in? year=y yearword? )?
weekend_of: in|over|on? the? unit=u of? the? D=d J D=e of? M=m ( comma? in? year=y yearword? )?
week_from: in|over|on? the? unit=u of M=m D=d ( comma? in? year=y yearword? )?
week_from: in|over|on? the? unit=u of the? D=d M=m ( comma? in? year=y yearword? )?
named_year: in? the? yearword year=y
unit_before!: the unit|yearword=u until=b
over_day!: over the unit=u
ellipsis!: to last|past|this|next=r
coming!: in|over|for|to? the? next=r N=n U=u
coming!: in|over|for|to? the? next=r N dash|and|to N=n U=u
same!: that=t unit|yearword|part|partadv|night|overnight=u
next_part!: in|on? the? next=r part|partadv|night|overnight=p
anchored!: anchor=a
day_start!: daystart=s
since_day!: daystart weekday|wordweekday=w
since_day!: daystart D=d M=m ( comma? in? year=y yearword? )?
last_night!: over|in|on? the? last|past|this=r night
tonight!: tonight
hour: clock=c ampm=m?
hour: day|number=c ampm=m
hour: clock=c in|at? the? part|night|overnight=p
hour: H=c unit|oclock=u in|of|at? the? part|night|partadv|overnight|unit=p
hour: H=c in|of|at? the? part|night|unit=p
hour: clock=c ampm=m? this part=p
hour: H=c unit|oclock|ampm=m? this part=p
hour: H=c unit|oclock=u
hour_military: hhmm|year=c
hour_ordinal: hourordinal=c
hour_one: unit=c part|night|unit=p
hour_minutes: day|number=c unit|oclock=u dot? day|count|number=k unit=v
hour_past: fraction=f the? H=c unit|oclock? ampm=m?
hour_past: fraction=f the? H=c unit|oclock? in|of|at? the? part|night|unit=p
hour_past: halfhour=c part|night|unit=p?
hour_span: from|between=b H=c to|until|and|dash H=e unit|oclock=u part|night=p?
in_time!: in|through=i about=a? N=n U=u
in_time!: in|through=i about=a? N dash|and|to N=n U=u
bare!: about|over|for|all=a? N=n U=u
bare!: about|over|for|all=a? N dash|and|to N=n U=u
bare!: about|over|for=a? N=n U=u and? N U
length!: about|over|for? N andhalf U
length!: about|over|for? N unit|yearword andhalf
length!: one? unit|yearword=u dash long=l
lasting_long!: lengthy
lasting_long!: N dash lengthtail
lone_unit!: about|over|for=a? unit=u
about_unit!: about|for|all=a? about=b the? U=u
""")

PARTS = compile_rules("""
third!: in? the? early|mid|late=w dash? in|of|to? the? date=d
tens!: in? the? number|day=n dateword of? the? date=d
portion!: in|over? the? ordinal=n portion|fraction=h unit=u date=d?
portion!: in|over? the? ordinal=n portion|fraction=h of? the? date=d
thirds!: in? the? early|mid=v dash? to|dash dash? early|mid|late=w dash? of? the? date=d
third!: in? the? early|late=w of? the? unit=x on|of|in? the? date=d
earlier_unit!: earlier|later=e in|on|to? the? U=u
year_day!: date=a comma on|in? date=d
told_day!: date=a comma on|in? the? date=d
unit_end!: in|on|at=t? the? endof=u
third_unit!: in|on|at? the? early|mid|late=w in|of|to? the? U=u
earlier_in!: earlier|later=e on|in? the? date=d
part!: in|on|at|over? about? the? part|partadv=p of|on|in|comma? the? date=d
part!: to=t about? the? part|partadv=p of|on|in|comma? the? date=d
part!: date=d comma? in|at|on|over? the? part|partadv=p
part!: date=d to=t the? part|partadv=p
part!: date=d comma? early|late=p
parts!: in|on|at|over? the? part|partadv|overnight=p and in|on|at? the? part|partadv=q of|on|in|comma? the? date=d
part!: this|last|past|all=t part|partadv=p
part!: partadv=p
part_alone!: in|at the? part=p
part_alone!: at the? part=p
part_alone!: to=t the? part=p
part_alone!: about the? part=p
until_part!: about? until|after=u the? part=p
until_part!: about? until|after=u the? part=p on|of|in? the? date=d
until_midnight!: until=u partadv=p on|of? date=d?
since_part!: since|from=s the? part|night=p
since_part!: since|from=s the? part|night=p on|of|in? the? date=d
night_of: over|in|on? the? night of|on|from? the? date=d
night_between!: over|in|on|the? the? night of|from|on? the? date=d comma? to|dash|and|until on? the? date=e
night_onto!: over|in|on? the? night to=x the? date=d
night_before!: overnight on|in|from|to|of|comma|between? the? date=d
night_of!: early|late on? the? date=d night
night_between!: overnight on|in|from|of? the? date=d to|dash|and|until the? date=e
night_before!: date=d comma? overnight
night_before!: date=d comma? in the? night
night_of!: date=d night=n
overnight!: overnight=o
clock_on: at|in|about? about? clock=c oclock|unit? zone=z? on|comma|of|in? the? date=d
clock_on: date=d comma|dash? about? comma? at|in|about? about? clock=c oclock|unit? zone=z?
clock_on: date=d comma? at|in|on|over? the? part|partadv comma? at|in|about? about? clock=c oclock|unit? zone=z?
clock_on: part|partadv of|on|in|at|comma? the? date=d comma? at|in|about about? clock=c oclock|unit? zone=z?
clock: at|in|about about? clock=c oclock|unit? zone=z?
clock: clock=c zone=z
clock_alone: clock=c
clock_to!: to=t clock=c oclock|unit? zone=z?
clock_to!: to=t clock=c oclock|unit? zone=z? on|comma? the? date=d
clock_range: from|between|in|over? clock=c zone? to|until|and|dash clock=e oclock|unit? zone=z? on|comma? the? date=d?
clock_range: from|between about? H=c to|until|and|dash about? clock=e oclock|unit? zone=z? on|comma|of? the? date=d?
since_clock!: since|from=s about? clock=c oclock|unit? zone=z? on|comma|of|in? the? date=d?
after_clock!: about=a? after about? clock=c oclock|unit? zone=z? on|comma|of|in? the? date=d?
clock_days: from|between|in|over? about? clock=c zone? on|comma|of|in? the? date=d to|until|and|dash about? clock=e oclock|unit? zone=z? on|comma|of|in? the? date=f
clock_days: date=d comma? from|between|at|in? about? clock=c zone? to|until|and|dash about? clock=e oclock|unit? zone=z? on|comma|of|in? the? date=f
clock_range: at|in|about? about? H=c dash clock=e oclock|unit? zone=z? on|comma|of|in? the? date=d?
midnight_range: from|between? daystart|part|partadv=p to|until|and|dash about? clock=e oclock|unit? zone=z? on|comma|of? the? date=d?
midnight_range: from|between? daystart|part|partadv=p to|until|and|dash daystart|part|partadv=q on|comma|of? the? date=d?
midnight_range: from|between clock=c zone? to|until|and|dash part|partadv=p on|comma|of? the? date=d?
clock_range: date=d comma? from|between clock=c zone? to|until|and|dash clock=e oclock|unit? zone=z?
as_of!: asof the? clock=c oclock|unit? zone=z? on|comma|of? the? date=d?
as_of!: asof the? date=d comma? clock=c oclock|unit? zone=z?
as_of!: asof the? part=p of|on|comma? the? date=d?
until_clock!: about=a? until=u about? clock=c oclock|unit? zone=z? on|comma|of? the? date=d?
""")

BOUNDS = compile_rules("""
since!: since|from=s about? the? date=d
since!: since|from=s about? the? date=d onward=o
until!: until=u about? the? date=d
until!: asof=u the? date=d
from_after!: after the=t? date=d
span_of: between|from=b the? date=d comma? to|until|and|dash the? date=e
span_of: date=d to|until|dash=j the? date=e
bridged!: date=d date=e
joined: date=d and|dash in? the? date=e
told_twice!: date=p comma? between|from=b? the? date=d to|until|dash the? date=e
told_twice!: date=p comma? date=d
""")
