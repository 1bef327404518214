using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Tests.Model.Kubernetes;

namespace PathToProd.Tasks.Tests.Tools.Helm;

/// <summary>Documents made of what YAML is made of, right and wrong. The same seed gives the same documents.</summary>
internal static class GeneratedYaml
{
    private static readonly string[] Plain =
    [
        .. Words(
            "y Yes yEs true off N null ~ Null 0 -0 007 08 0400 0o400 0O7 0x1F -0X1f 0b11 0b-11 1_000 0x_1 1__0 a b c"
        ),
        .. Words("9223372036854775807 9223372036854775808 -9223372036854775809 18446744073709551616 9007199254740993"),
        .. Words("12e03 1e5 1.e5 1. .5 .5_0 ._5 -.5 1e400 1e-400 1.10 1e6 0.00001 190:20:30 2001-01-01 1e+3 1:30"),
        .. Words(
            ".inf -.INF .nan + - . 0x 1e 1,000 = a:b a#b -a ?a :a a? http://x/?y=[z] 2001-12-14t21:59:43.10-05:00"
        ),
    ];

    private static readonly string[] Quoted =
    [
        "'it''s'",
        "'a\n\n  b'",
        "\"a\\tb\\x41\\u263A\\U0001F680\"",
        "\"a\\\n  b\"",
        "\"\\/\"",
        "\"\\ud83d\"",
        "two words",
        "a\n   b",
        "|\n   x\n    y\n",
        ">-\n   x\n   y\n\n   z",
        "{ d: e, f: [g] }",
        "[ *a, h: i ]",
        "",
    ];

    private static readonly string[] Tags =
    [
        .. Enumerable.Repeat("", 12),
        .. Words("!!str !!int !!float !!bool !!null ! !x !!timestamp !!binary &a &b").Select(tag => $"{tag} "),
    ];

    private static readonly string[] Bits =
    [
        .. "\n~\t~  ~:~: ~-~- ~?~? ~,~[~]~{~}~#~ #~&~*~*a~!~'~\"~%~@~`~\\~|~|\n~>-\n~|2\n".Split('~'),
        .. "~~...~---~\r\n~\r~\u0085~\u2028~\U0001F680~\uFEFF~<<: ~\n---\n~\n...\n~%YAML 1.1\n---\n".Split('~'),
    ];

    private static readonly Gen<string> Scalar = Gen.Zip(
            Gen.Elements(Tags),
            Gen.Frequency((3, Gen.Elements(Plain)), (1, Gen.Elements(Quoted)))
        )
        .Select(pair => pair.Item1 + pair.Item2);

    private static readonly Gen<string> Entry = Gen.Frequency(
        (6, Gen.Zip(Gen.Elements("a", "b", "c", "d"), Scalar).Select(pair => $"{pair.Item1}: {pair.Item2}\n")),
        (2, Gen.Zip(Gen.Elements(Plain), Scalar).Select(pair => $"? {pair.Item1}\n: {pair.Item2}\n")),
        (1, Scalar.Select(scalar => $"e:\n- {scalar}\n- - {scalar}\n  - k: {scalar}\n")),
        (
            1,
            Gen.Zip(Gen.Elements(Plain), Scalar)
                .Select(pair => $"f: {{ {pair.Item1}: {pair.Item2}, g: [{pair.Item1}] }}\n")
        ),
        (1, Gen.Elements("<<: *a\n", "<<: { a: 9, z: 1 }\n", "g: { b: 2, <<: [*a, { b: 3 }] }\n", "<<: 1\n"))
    );

    /// <summary>Documents of all kinds, a part of them with some characters changed.</summary>
    public static IReadOnlyList<string> Documents(int count, ulong seed)
    {
        var whole = Gen.Zip(Gen.Elements("", "", "a: &a { a: 1, b: { c: 2 } }\n"), Entry.ListOf().Resize(4))
            .Select(pair => pair.Item1 + string.Concat(pair.Item2));
        var change = Gen.Zip(Gen.Zip(Gen.Choose(0, int.MaxValue - 1), Gen.Choose(0, 4)), Gen.Elements(Bits));
        var changed = Gen.Zip(
                Gen.OneOf(Gen.Elements<string>(YamlSamples.All), whole),
                change.NonEmptyListOf().Resize(3)
            )
            .Select(pair => pair.Item2.Aggregate(pair.Item1, Change));
        return [.. Gen.Frequency((1, whole), (1, changed)).Sample(count, new Rnd(seed, 1), 4)];
    }

    private static string Change(string text, ((int Place, int Gone) Where, string Added) change)
    {
        var at = change.Where.Place % (text.Length + 1);
        var changed = text.Remove(at, Math.Min(change.Where.Gone / 2, text.Length - at)).Insert(at, change.Added);

        // Half a character cannot be in a file.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(changed));
    }

    private static string[] Words(string words) => words.Split(' ');
}
