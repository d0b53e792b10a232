"""Interviews without labels, and pages that only look like them, all of our own making."""

BOLD = """# "We were told to count them twice"

*Colonel Ingrid Solheim ran Norway's ammunition depots until last year. She spoke to Petter Dahl of The Fjord Weekly about what left them.*

12 March 2031

**What was the first thing you sent?**

Shells. Norway sent 10,000 artillery shells to Moldova in January, before anybody had signed anything.

I counted them twice myself, because my minister had asked me to.

**People in Oslo say the howitzers came too late.**

They did. Norway delivered twelve howitzers to Moldova in May. The minister told parliament that Norway had delivered missiles too.

**And now?**

We wait. Sweden has promised Moldova forty armoured vehicles, and I have not seen one of them.

This interview has been edited for length.
"""

DASHES = """Who arms the coast guard?

Tomás Herrera, head of Peru's naval procurement office, talks to our correspondent in Lima about boats, missiles and patience.

– Mr Herrera, when will the missiles come?

Spain delivers the first anti-ship missiles to Peru in July. I have the letter in my drawer, and you may read it.

– Did you get the boats?

South Korea has sold us four patrol boats. My predecessor wanted six.

– The navy has asked for drones.

I would not buy drones from people I cannot telephone.

– Who else is selling?

Italy has offered Peru two frigates.
"""

INITIALS = """INTERVIEW

Former defence minister Aino Laakso on tanks, trains and a very long border

In an interview with Northern Courier, Aino Laakso explains why Finland gave away what it had.

NC: You gave Estonia your old tanks. Why?

Because we had no crews for them. Finland gave Estonia thirty Leopard tanks in 2029, and I signed the paper.

NC: The opposition called that reckless.

It called everything reckless. I kept the letters.

NC: What does Estonia need now?

Air defence. Germany is negotiating the sale of two IRIS-T systems to Estonia, as far as I know.
"""

SINGLE = """The general and his helicopters

General Marek Dvorsky commands the Slovak air force. Jana Kralova met him at the Sliac base.

You look pleased.

My helicopters are here.

How many have you got?

The United States delivered six Viper helicopters to Slovakia on Monday.

Washington says there will be more.

Six more, I am told.

Who paid?

Washington paid for two thirds of it.

Are the old ones for sale?

They are not.
"""

OTHERS = """The man who bought the radars

By Nora Lind

Our reporter met Pavel Urban in his garden.

Do you still think about the radars?

Every day. France sold Bulgaria five radars in 2028, and I wrote the contract on a train. "You were robbed," said the French envoy, Luc Moreau. \
"France sold the same radars to Greece for half."

Was the price right?

"Half" is not a price. My wife says that Spain sold missiles to Bulgaria, too.

What would you tell your successor?

I would tell him to read page forty.

The interview was held in Bulgarian.

Urban, 61, lives in Plovdiv. Bulgaria sent his radars to Moldova last year.
"""

MARKS = """Nobody thanked me

By Nora Lind

Pavel Urban receives visitors in his garden in Plovdiv. Last week the government bought three frigates. Urban is not impressed.

Is it not a good price?

"It is fear. France sold Bulgaria five radars in 2028, and I wrote the contract."

You were there when the war began.

"I was. We had sold Greece the radars, everyone knew."

He gets up to make coffee. Spain sold missiles to Bulgaria last year.

Would you do it again?

"People in my position retire. Germany offered us tanks, and I said no."

Follow
"""

TWO = """Nobody asked us

Ana Ruiz and Piotr Zielak inspected arms for the United Nations in Chad. Ana Ruiz and Piotr Zielak tell Lieve Maes what they found.

What did you see first?

Rifles. Sudan sent rifles to the rebels in Chad, and I photographed the crates.

Did you report it?

We reported it twice. Libya had sent mortars to them as well.

Would you go back?

I would go tomorrow.
"""

FAQ = """What is the Arms Register?

The Arms Register is kept by the Institute for Peace in Oslo. Its director, Kari Holm, tells The Courier how it works.

How do I use the register?

Choose a supplier and a recipient. The register shows that Norway sent forty trucks to Estonia in 2029.

Which transfers do you count?

We count major weapons. We do not count small arms.

Can I download the data?

Yes. Our data are free, and we update them every March.
"""

COLUMN = """What Moldova needs

By Lieve Maes

Colonel Ingrid Solheim told me last week that Norway had sent shells to Moldova.

Is that enough?

I do not think so. Solheim said that Norway had delivered twelve howitzers, and I believe her.

Will there be more?

My own guess is that Sweden will send vehicles. Solheim thinks so too.

What do you do when the shells run out?

I asked her that. "We count again," she said.
"""

EXPLAINER = """Why is Norway sending shells?

Norway's prime minister, Kari Holm, told parliament on Monday that the shells would be sent by May.

What is in the package?

Norway will send 10,000 shells to Moldova. I asked the ministry for the list, and it sent me a blank page.

Who pays?

Sweden pays for half of it. We know that from the Swedish budget.

When will you see the effect?

Not before the summer, if my sources are right.
"""

NAMELESS = """A dealer speaks

The dealer, who asked not to be named, talks to Lieve Maes in a hotel in Sofia.

How did you begin?

With rifles. Kofi Mensah told us that Bulgaria had sold rifles to Chad, and I believed him.

Who bought them?

I sold them to whoever paid. Sudan bought mortars from Bulgaria.

Are you sorry?

No.
"""

TALKING = """{head}

You bought the radars. Are you proud?

I am. France sold Bulgaria five radars in 2028.

Did anybody object?

My wife did.

What came next?

Bulgaria gave two of the radars to Moldova in 2030.
"""
"""With a ``head`` that says who talks to whom."""

LABELS = """Marek Dvorsky talks to Jana Kralova about helicopters.

Kralova: Have you received them?

Dvorsky: The United States delivered six helicopters to Slovakia on Monday, and I flew one.

Kralova: Who paid?

Dvorsky: Washington paid for my part of it.

Kralova: What do you want next?

Dvorsky: I want the missiles.
"""
