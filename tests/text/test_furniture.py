"""Lines that are not the article's are left out with the rule's name; lines that are, stay."""

import pytest
from tests.text.pages import LEAD, SECOND, THIRD, article, left_out


def reason(line: str, before: str = f"{LEAD}\n{SECOND}", after: str = THIRD) -> str:
    """Why a line in the midst of an article is left out; "" if it is kept."""
    return left_out(article(f"{before}\n{line}\n{after}")).get(line, "")


FURNITURE = [
    ("Advertisement", "advertisement"),
    ("CLICK HERE TO READ MORE FROM THE DAILY POST", "click-call"),
    ("Read more: how the port was built", "click-call"),
    ("Sign up for our daily newsletter", "subscribe-call"),
    ("Follow us on Twitter and Facebook", "follow-call"),
    ("Download the Gazette app", "follow-call"),
    ("Related: The history of the howitzer, in pictures", "related-link"),
    ("SEE ALSO: What the neighbours think of it", "related-link"),
    ("Home > World > Ruritania", "breadcrumb"),
    ("You are here: Home / News", "breadcrumb"),
    ("12 comments", "comments"),
    ("Likes (4)", "comments"),
    ("By Rosa Klebb, Gazette Staff", "byline"),
    ("Rosa Klebb, Staff Writer", "byline-role"),
    ("(Reporting by Rosa Klebb; Editing by Otto Flint)", "credits"),
    ("FILE - A howitzer stands in the yard of the arsenal.", "caption-opening"),
    ("Guns in the yard of the arsenal on May 2. (AP Photo/Rosa Klebb)", "caption"),
    ("Rosa Klebb | Getty Images", "credit-line"),
    ("Rosa Klebb/AFP/Getty Images", "credit-line"),
    ("Video Embed", "media-embed"),
    ("![a gun](/images/gun.png)", "media-embed"),
    ("Tags: guns, ports, Ruritania", "tags"),
    ("We use cookies to improve your stay on this site.", "boilerplate"),
    ("This is a developing story. Check back for updates.", "boilerplate"),
    ("Published 3:21 PM EST, Tue March 2, 2021", "date-stamp"),
    ("Last updated: 2 March 2021 14:05 GMT", "date-stamp"),
    ("***", "end-mark"),
    (".", "end-mark"),
    ("Source: Reuters", "source-line"),
    ("HOW THE MINISTER IS TRYING TO SAVE HIS BUDGET FROM THE LEFT", "cross-link"),
    ("All rights reserved.", "copyright"),
    ("MH/PA", "initials"),
    ("Soldiers wash a truck in the yard of the arsenal. (Rosa Klebb/Evening Post)", "caption-credit"),
    ("Press contact: press@ministry.example", "follow-call"),
    ("Media contact: Rosa Klebb, tel. 12 34 56", "follow-call"),
    ("Download this statement (PDF)", "follow-call"),
    ("News tips: tips@post.example", "follow-call"),
    ("Read more in our Business section", "click-call"),
    ("About the author: Rosa Klebb writes about ports and the sea.", "boilerplate"),
    ("Evening Post writer Rosa Klebb in Strelsau contributed to this report.", "credits"),
    ("Advertisement - continue reading below", "advertisement"),
    ("Follow the latest updates on our live page", "click-call"),
    ("The rest of the interview under the video material", "click-call"),
    ("The article continues below the video", "click-call"),
    ("We also recommend: Ten pies to bake this spring", "click-call"),
    ("Get our flagship newsletter with the headlines of the day.", "subscribe-call"),
    ("Join 20,000 readers of the Gazette", "subscribe-call"),
    ("STAY UP TO DATE", "subscribe-call"),
    ("Get stories that make you think daily.", "subscribe-call"),
    ("Note from the author: if you liked this, become a member.", "subscribe-call"),
    ("Support independent journalism", "subscribe-call"),
    ("Every contribution counts.", "subscribe-call"),
    ("Link copied!", "follow-call"),
    ("If you notice an error, highlight the text and press Ctrl + Enter", "follow-call"),
    ("Please leave your suggestions or corrections here", "follow-call"),
    ("Illustrative photo from the archive", "source-line"),
    ("When quoting our articles, a link to the Gazette is obligatory", "copyright"),
    ("The Gazette is not responsible for the content of external sites.", "copyright"),
    ("To view this video please enable scripts", "boilerplate"),
    ("list 2 of 3", "boilerplate"),
    ("Image 1 of 5", "boilerplate"),
    ("This article is more than two years old", "boilerplate"),
    ("[1/4] A howitzer stands in the yard of the arsenal", "caption-opening"),
    ("We will keep our word '' End Quote Rosa Klebb Minister of ports", "pull-quote"),
    ("Guns for Graustark. Watch the parade live on the internet", "watch-call"),
    ("Background:", "label"),
    ("Reporting from Strelsau", "byline-role"),
    ("rk", "initials"),
    ("rk/ol", "initials"),
    ("Two gunners hold a shell in the yard of the arsenal in Strelsau on May 2 .", "caption-dated"),
    ("Why The Second Arsenal Of Graustark Is Still Empty After Ten Years", "cross-link"),
]

PROSE = [
    "On 5 May the US sent ten guns.",
    "By May the guns will have arrived at the port.",
    "Related guns were found in the yard of the second arsenal.",
    "SECTION 2. DEFINITIONS OF TERMS USED IN THIS PART OF THE ACT",
    "MEMORANDUM FOR THE SECRETARY OF STATE AND THE SECRETARY OF WAR",
    "Register to vote, the minister said, and then come and vote.",
    "Subscribers to the treaty agreed to it.",
    "“We will send ten guns,” he said.",
    "- 1,400 shells for the older howitzers",
    "- Ten guns",
    "The guns arrived on Monday, the news agency said. (Reuters)",
    "Home is where the guns are, he said.",
    "More from the arsenal will follow in the spring, the ministry added.",
    "Share of the guns that went abroad: a third, the ministry said on Monday.",
    "Comments by the minister on Monday were taken as a promise.",
    "The photo shows it.",
    "The guns (Rosa Klebb saw them) were in the yard.",
    "Ruritania contributed to this fund ten guns and a ship.",
    "Press contacts between the two ministries were broken off.",
    "Open the arsenals, the minister said, and count what is there.",
    "Watching the port, the spokesman said that all was calm there.",
    "Watch the border, he told them, and live by what you see there.",
    "Gunners held their fire in the yard of the arsenal in Strelsau on May 2.",
    "The court said the mission holds the yard of the arsenal in Strelsau from May 2.",
    "- The order takes ten guns from the arsenal in Strelsau on May 2",
    "Support our neighbours, the minister said, and they will support us.",
    "Every contribution to the fund has been paid.",
    "Our mission is to send ten guns before the winter.",
    "We do not accept any responsibility for the blast, the ministry said.",
    "This video cannot be trusted, the spokesman said.",
    "When using drones, gunners must keep a link to the base.",
    "Get the guns to the port, the minister said.",
    "Want guns? Then pay for them, the minister said.",
    "The Arsenal and the Port of Strelsau",
    "Stay with us, he said to the gunners.",
    "it",
]


@pytest.mark.parametrize(("line", "rule"), FURNITURE)
def test_furniture_is_left_out_by_its_rule(line: str, rule: str) -> None:
    assert reason(line) == rule


@pytest.mark.parametrize("line", PROSE)
def test_what_may_be_the_articles_is_kept(line: str) -> None:
    assert reason(line) == ""


class TestLists:
    def test_more_like_this_is_a_list_of_links(self) -> None:
        found = article(f"{LEAD}\n{SECOND}\n{THIRD}\n\nMore like this\n • Rain delays the harvest\n • Runner breaks a record")
        assert list(left_out(found).values()) == ["section-heading", "link-list", "link-list"]

    def test_links_under_a_heading_go_until_prose_returns(self) -> None:
        found = article(f"{LEAD}\n{SECOND}\nMost read\nTen pies to bake this spring\n- A cat was found on the roof\n{THIRD}")
        assert set(left_out(found)) == {"Most read", "Ten pies to bake this spring", "- A cat was found on the roof"}

    def test_headlines_after_the_end_go(self) -> None:
        found = article(f"{LEAD}\n{SECOND}\n{THIRD}\n© 2021 Gazette\nTen pies to bake this spring\nA cat was found on the roof")
        assert left_out(found)["A cat was found on the roof"] == "after-the-end"

    def test_the_list_of_a_fact_sheet_stays(self) -> None:
        found = article(f"{LEAD} The package includes:\n- Ten howitzers\n- 1,400 shells\n- Spare parts\n- Training for the crews")
        assert left_out(found) == {}

    def test_a_run_of_bare_links_goes_and_one_alone_stays(self) -> None:
        two = "- [The port](https://x.example/a)\n- [The yard](https://x.example/b)"
        assert set(left_out(article(f"{LEAD}\n{two}\n{SECOND}")).values()) == {"link-list"}
        assert left_out(article(f"{LEAD}\n- [The port](https://x.example/a)\n{SECOND}")) == {}


class TestNeighbours:
    def test_a_slug_before_a_caption(self) -> None:
        found = article(
            f"Ruritania Graustark Guns\nThe king, left, looks at guns in Strelsau. (Rosa Klebb/Pool Photo via AP)\n{LEAD}\n{SECOND}"
        )
        assert set(left_out(found).values()) == {"caption"} or left_out(found)["Ruritania Graustark Guns"] == "photo-slug"

    def test_the_line_before_a_credit_line_is_a_caption_only_if_it_reads_like_one(self) -> None:
        caption = "The minister looks on during a parade of guns in the capital of Ruritania on April 6, 2021."
        found = article(f"{caption}\nRosa Klebb | Reuters\n{LEAD}\n{SECOND}")
        assert left_out(found)[caption] == "caption-before-credit"
        assert LEAD not in left_out(article(f"{LEAD}\nRosa Klebb | Reuters\n{SECOND}"))

    def test_a_caption_without_a_day_goes_before_its_credit_if_it_shows_something(self) -> None:
        caption = "Gunners carry shells to the yard."
        assert left_out(article(f"{LEAD}\n{caption}\nRosa Klebb | Reuters\n{SECOND}"))[caption] == "caption-before-credit"

    def test_a_title_is_no_caption(self) -> None:
        title = "First of two patrol boats carries guns to Strelsau"
        assert title not in left_out(article(f"{title}\n\nEvening Post | At sea\n{LEAD}\n{SECOND}"))

    def test_a_word_under_a_picture_is_its_label(self) -> None:
        found = left_out(article(f"{LEAD}\n![chart](/images/guns.svg)\nStrelsau Arms.\n{SECOND}"))
        assert found["Strelsau Arms."] == "media-label"
        assert "Strelsau Arms." not in left_out(article(f"{LEAD}\nStrelsau Arms.\n{SECOND}"))

    def test_a_correspondent_before_their_analysis_is_cut_from_it(self) -> None:
        found = article(f"Rosa Klebb BBC News ports correspondent {LEAD}\n{SECOND}")
        assert left_out(found) == {"Rosa Klebb BBC News ports correspondent": "byline-head"}

    def test_readers_comments_go(self) -> None:
        found = article(
            f"{LEAD}\n{SECOND}\nViews expressed in the comments do not represent ours.\nI do not like guns.\nThis discussion is now closed."
        )
        assert left_out(found)["I do not like guns."] == "readers-comment"

    def test_front_matter_goes_and_its_title_stays(self) -> None:
        found = article(f'---\nlayout: post\ntitle: "Guns for Graustark"\ndate: 2021-03-04\n---\n\n{LEAD}\n{SECOND}')
        assert set(left_out(found)) == {"---", "layout: post", "date: 2021-03-04"}
        assert [p.date for p in found.printed] == ["2021-03-04"]

    def test_a_tail_is_cut_from_a_line_of_many_sentences(self) -> None:
        found = article(f"{LEAD} {SECOND} {THIRD} MH/PA All content by Xinhua is licensed under a free licence.")
        assert list(left_out(found)) == ["MH/PA", "All content by Xinhua is licensed under a free licence."]
        assert found.kept() == f"{LEAD} {SECOND} {THIRD}"


def test_long_lines_take_time_in_proportion() -> None:
    from time import process_time

    def cost(piece: str, size: int) -> float:
        body = f"{LEAD}\n{piece * (size // len(piece))}"
        start = process_time()
        article(body)
        return process_time() - start

    cost("warm up ", 1_000)
    for piece in ("([{", "3 May 2021 ", "By Jane ", "https://a.example/b ", "AAA BBB ", "- [a](b)\n"):
        assert cost(piece, 80_000) < 8 * cost(piece, 20_000) + 8.0, piece
