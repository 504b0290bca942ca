"""Training: the network in torch and in numpy say the same, and a pipeline comes out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'kgraph[train]'")

from kgraph.errors import SourceError  # noqa: E402
from kgraph.pipelines import load_pipeline, network  # noqa: E402
from kgraph.training import command, encoder, export  # noqa: E402
from kgraph.training.corpora import Annotated, Token  # noqa: E402
from kgraph.training.encoding import Encoder, Labels  # noqa: E402
from kgraph.training.loop import collate  # noqa: E402
from kgraph.training.network import Network, Shape  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

PIECES = ["[PAD]", "[UNK]", "[CLS]", *"abcdefghijklmnopqrstuvwxyz.", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
SENTENCES = [
    "Ankara NNP PROPN 1 nsubj|warned VBD VERB 1 root|Athens NNP PROPN 1 obj|. . PUNCT 1 punct",
    "They PRP PRON 1 nsubj|met VBD VERB 1 root|there NN NOUN 1 obl|. . PUNCT 1 punct",
]


def _conllu() -> str:
    lines = ["# newdoc id = one"]
    for sentence in SENTENCES:
        for i, word in enumerate(sentence.split("|"), 1):
            form, xpos, upos, head, dep = word.split()
            number = 0 if dep == "root" else int(head) + 1
            lines.append("\t".join([str(i), form, form.lower(), upos, xpos, "_", str(number), dep, "_", "_"]))
        lines.append("")
    return "\n".join(lines * 4) + "\n"


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A tiny BERT checkpoint of one layer, in the format of safetensors."""
    width, inner, rng = 24, 32, np.random.default_rng(0)
    shapes = {
        "embeddings.word_embeddings.weight": (len(PIECES), width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.position_embeddings.weight": (512, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    layer = "encoder.layer.0."
    for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
        shapes |= {f"{layer}{part}.weight": (width, width), f"{layer}{part}.bias": (width,)}
    for part in ("attention.output.LayerNorm", "output.LayerNorm"):
        shapes |= {f"{layer}{part}.weight": (width,), f"{layer}{part}.bias": (width,)}
    shapes |= {f"{layer}intermediate.dense.weight": (inner, width), f"{layer}intermediate.dense.bias": (inner,)}
    shapes |= {f"{layer}output.dense.weight": (width, inner), f"{layer}output.dense.bias": (width,)}
    header, body = {}, b""
    for name, shape in shapes.items():
        values = rng.normal(scale=0.3, size=shape).astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(values)]}
        body += values
    head = json.dumps(header).encode()
    (tmp_path / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + body)
    (tmp_path / "config.json").write_text('{"num_attention_heads": 4}', encoding="utf-8")
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return tmp_path


def _network() -> tuple[Network, Labels]:
    torch.manual_seed(1)
    labels = Labels(["NN", "VB"], ["NOUN|", "VERB|"], ["l0|"], ["nsubj", "obj", "root"])
    shape = Shape(len(PIECES), 24, 4, 32, 2, arc=8, label=6, xpos=2, morph=2, lemma=1, dep=3)
    made = Network(shape).eval()
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.normal_(std=0.3)
    return made, labels


def test_numpy_says_what_torch_says() -> None:
    made, labels = _network()
    words = [["ankara", "warned", "athens", "."], ["they", "met"]]
    encode = Encoder(network.WordPieces(PIECES), labels)
    windows = [encode.window(Annotated([Token(w, True) for w in ws], "x")) for ws in words]
    with torch.no_grad():
        out = made(collate(windows))
        heads = torch.tensor([[1, 1, 1, 1], [0, 0, 0, 0]])
        relations = made.labels(out, heads)
    arrays = {name: values.astype(np.float32) for name, values in _unrounded(made).items()}
    mine = network.Network(arrays, PIECES, made.shape.to_json())
    read = mine(words, [[True] * len(ws) for ws in words])
    for name in ("xpos", "morph", "lemma", "names"):
        expected = torch.cat([out[name][0], out[name][1, :2]])
        np.testing.assert_allclose(getattr(read, name), expected, atol=2e-4)
    arcs = out["arcs"][0].clone()
    arcs.diagonal().copy_(out["root"][0])
    np.testing.assert_allclose(mine.arcs(read, 0, 4), arcs, atol=2e-4)
    flat = np.array([1, 1, 1, 1, 4, 4])
    expected = torch.cat([relations[0], relations[1, :2]])
    np.testing.assert_allclose(mine.relations(read, flat), expected, atol=2e-4)


def _unrounded(made: Network) -> dict[str, np.ndarray]:
    """Return a network's arrays as they are exported, without what is lost to bytes and half floats."""
    names = {name.removesuffix(".weight"): name for name in made.state_dict()}
    arrays = {}
    for name in export.exported(made):
        if not name.endswith(".scale"):
            arrays[name] = made.state_dict()[name if name in made.state_dict() else names[name]].numpy()
    arrays["pieces.scale"] = np.ones(len(PIECES), dtype=np.float32)
    return arrays


def test_a_pipeline_comes_out_and_can_be_loaded(tmp_path: Path, checkpoint: Path) -> None:
    treebank = tmp_path / "mine.conllu"
    treebank.write_text(_conllu(), encoding="utf-8")
    recipe = command.Recipe(layers=1, inner=16, words=600, batch=60)
    folder = command.train(tmp_path / "out", treebanks=[treebank], checkpoint=checkpoint, recipe=recipe)
    nlp = load_pipeline(str(folder))
    doc = nlp("They warned Athens.")
    assert [t.dep_ for t in doc].count("ROOT") == len(list(doc.sents))
    assert {t.pos_ for t in doc} <= {"PROPN", "VERB", "PUNCT", "PRON", "NOUN"}
    assert not (tmp_path / "out.training").exists()
    assert json.loads((folder / "meta.json").read_text(encoding="utf-8"))["kgraph"]["recipe"]["words"] == 600


def test_training_goes_on_from_a_pipeline(tmp_path: Path, checkpoint: Path) -> None:
    treebank = tmp_path / "mine.conllu"
    treebank.write_text(_conllu(), encoding="utf-8")
    recipe = command.Recipe(layers=1, inner=16, words=600, batch=60)
    first = command.train(tmp_path / "first", treebanks=[treebank], checkpoint=checkpoint, recipe=recipe)
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps({"text": "They met.", "names": []}) + "\n", encoding="utf-8")
    last = command.train(
        tmp_path / "last", names=[names], start=first, recipe=command.Recipe(words=30, batch=60, rate=0, encoder_rate=0)
    )
    text = "They warned Athens. Ankara met."
    before, after = (load_pipeline(str(folder))(text) for folder in (first, last))
    assert [(t.head.i, t.dep_, t.tag_, t.lemma_) for t in before] == [
        (t.head.i, t.dep_, t.tag_, t.lemma_) for t in after
    ]


def test_what_is_no_pipeline_is_named(tmp_path: Path) -> None:
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps({"text": "They met.", "names": []}) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no pipeline that kgraph trained"):
        command.train(tmp_path / "out", names=[names], start=tmp_path)


def test_nothing_to_learn_from_is_said(tmp_path: Path, checkpoint: Path) -> None:
    with pytest.raises(SourceError, match="CoNLL-U treebank"):
        command.train(tmp_path / "out", folder=tmp_path, checkpoint=checkpoint)


def test_a_folder_without_an_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no BERT checkpoint"):
        encoder.read(tmp_path)
