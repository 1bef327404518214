namespace PathToProd.Tests.Model.Kubernetes;

/// <summary>A small document for each kind of thing that YAML has, right and wrong, as the kinds of yaml-test-suite are.</summary>
internal static class YamlSamples
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Maps, lists and nothing
        "a: 1\nb:\n  c: two words\n  d:\n  - e\n  - f: g\n    h: i\n",
        "- a\n- - b\n  - c\n-\n  - d\n- e: f\n  g:\n",
        "a:\n\nb:   \nc: # comment\n  d\n",
        "? a\n: b\n? - c\n: d\n? |\n  e\n: f\n",
        "{a: 1, b: {c: [d, e]}, \"f\": g, h, ? i : j, k: }\n",
        "[a, [b], {c: d}, e: f, ? g : h, \"i\": j, ]\n",
        "a: {\nb: c,\n d: [\ne\n]\n}\nf: [g,\nh]\n",
        "# only a comment\n",
        "a: # c\n  # d\n  b # e\n#f\n",
        // Scalars
        "a: one\n  two\n\n  three\nb: four\n",
        "a: 'it''s\n  on\n\n  lines'\nb: ''\nc: '\\n'\n",
        "a: \"one \\\n  two\\n\\t\\x41\\u263A\\U0001F680\\e\\0\\\\\\\"\"\nb: \"x\n\n  y \"\n",
        "a: |\n  one\n   two\n\n  three\n\nb: >\n  one\n  two\n\n   three\n  four\n",
        "a: |-\n  x\nb: |+\n  x\n\nc: >2-\n    x\n   y\nd: |1\n  x\ne: >+\n\n  x\n\n",
        "a: |\nb: >\n\nc: |\n  \n   x\n",
        "a: b:c\nd: e#f\ng: - h\ni: ?j\nk: :l\nm: -n\n",
        "a: http://example.com:80/?q=[1]&r={2}\nb: a, b\nc: a ! b % c @ d ` e\n",
        "\u263A: \U0001F680\n\"\U0001F680\": b\nc: [\U0001F680, d]\n",
        "a: x\u0085  y\nb: \"x\u2028y\"\nc: |\n  x\u2029\n  y\n",
        // Types
        "a: [yes, No, ON, off, y, N, true, False, yEs]\nb: [~, null, Null, NULL, nULL, ]\n",
        "a: [0, -0, +1, 0400, 0o400, 08, 0x1F, -0b11, 1_000, 190:20:30, 2001-01-01]\n",
        "a: [1.5, .5, 5., 1e3, 12e03, -1.5E-3, 1e999, .5_0, .inf_, 9007199254740993]\n",
        "a: 12345678901234567890\nb: 123456789012345678901234567890\nc: -9223372036854775808\n",
        "1: a\n1.10: b\nyes: c\n~x: d\n0x10: e\n2001-01-01: f\n1e6: g\n",
        "a: .inf\n",
        "~: a\n",
        // Tags, anchors, merge keys
        "a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: !!bool yes\ne: !!null ''\nf: !own 4\ng: ! 5\nh: !!binary aGk=\n",
        "a: !<tag:yaml.org,2002:str> 1\nb: !!map {c: d}\ne: !!seq [f]\ng: !!set {h, i}\n",
        "a: !!int x\n",
        "a: &x {b: 1, c: 2}\nd: *x\ne: {<<: *x, c: 3}\nf:\n  c: 4\n  <<: *x\ng: {<<: [{b: 5}, *x]}\n",
        "a: &x 1\nb: &x 2\nc: *x\nd: &z\ne: [*z, *x ]\n*x : f\n",
        "a: *x\n",
        "a: &x [*x]\n",
        "a: {<<: 1}\n\"<<\": b\n",
        // Documents
        "%YAML 1.1\n# c\n---\na: 1\n...\n",
        "%TAG !k! tag:yaml.org,2002:\n---\na: !k!str 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "---\na: 1\n---\nb: 2\n--- # c\nd: 3\n...\n---\n",
        "--- {a: 1}\n--- |\n  b\n--- - c\n",
        "--- !!map\na: 1\n",
        "a: 1\n...\nb: 2\n",
        "\uFEFFa: 1\r\nb:\r\n  - c\r\n  - |\r\n    d\r\n",
        "a: 1\rb: 2\r",
        // Tabs
        "a:\tb\t# c\nd: {\te:\tf\t}\n",
        "a:\n\tb: c\n",
        "a: |\n\tb\n",
        "a: b\n \tc\n",
        // Wrong in other ways
        "a: b: c\n",
        "a: [b, c\nd: e\n",
        "a: {b: c\n",
        "a: \"b\n",
        "a: 'b\n---\nc'\n",
        "a: \"\\d\"\nb: \"\\ud83d\\ude80\"\n",
        "a\nb: c\n",
        "a: b\nc\n",
        "a:\n  b: c\n d: e\n",
        "- a\nb: c\n",
        "a: - b\n",
        "a: @b\n",
        "a: *\n",
        "a: [b]]\n",
        "{a: 1}: b\n[c]: d\n",
        "a: |x\n  b\n",
        "a: |0\n  b\n",
        ": a\n",
        "{: a, b: :c}\n",
        "[a b: c\n d]\n",
        "a: b\u0007\n",
        // Resources
        "apiVersion: v1\nkind: List\nitems:\n- &x {apiVersion: v1, kind: A, metadata: {name: a}, mode: 0400}\n- <<: *x\n  on: yes\n",
    ];
}
