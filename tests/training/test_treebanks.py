"""Treebank files of our own writing, read with their names and paragraphs."""

from pathlib import Path

from training.treebanks import read_conllu, with_names

CONLLU = """# newdoc id = d
# sent_id = d-1
# text = She didn't go.
1\tShe\tshe\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar id = p
# sent_id = d-2
# text = Jane Roe
1\tJane\tJane\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl
1.1\tx\tx\tX\tX\t_\t_\t_\t_\t_
2\tRoe\tRoe\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
"""

IOB2 = """# sent_id = other
1\tJane\tB-PER
2\tRoe\tI-PER

# sent_id = d-1
1\tShe\tB-O
2\tdid\tO
3\tn't\tB-OTH
4\tgo\tO
5\t.\tO
"""


def written(folder: Path, name: str, content: str) -> Path:
    """A file with the content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_words_are_read_and_ranges_and_empty_nodes_are_not(tmp_path: Path) -> None:
    first, second = read_conllu(written(tmp_path, "a.conllu", CONLLU))
    assert first.words == ["She", "did", "n't", "go", "."]
    assert (first.head, first.rel[0], first.text, first.names) == ([4, 4, 4, 0, 4], "nsubj", "She didn't go.", None)
    assert (first.opens, second.opens, second.words) == ("document", "paragraph", ["Jane", "Roe"])


def test_gum_names_come_from_entities(tmp_path: Path) -> None:
    assert read_conllu(written(tmp_path, "a.conllu", CONLLU), gum=True)[1].names == ["B-PER", "I-PER"]


def test_names_are_joined_by_id_or_by_words_and_stray_tags_are_none(tmp_path: Path) -> None:
    sentences = read_conllu(written(tmp_path, "a.conllu", CONLLU))
    joined = with_names(sentences, written(tmp_path, "a.iob2", IOB2))
    assert [s.names for s in joined] == [["O"] * 5, ["B-PER", "I-PER"]]
