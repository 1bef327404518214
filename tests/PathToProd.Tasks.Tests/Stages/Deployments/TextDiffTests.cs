using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

public sealed class TextDiffTests
{
    [Test]
    public void Nothing_changed_is_nothing() => Diff(("a.yaml", "one\n", "one\n")).ShouldBe("");

    [Test]
    public void What_is_new_what_goes_and_what_changed_in_order_of_names() =>
        Diff(("b.yaml", null, "new\n"), ("a.yaml", "old\n", null), ("c.yaml", "one\ntwo\n", "one\nthree\n"))
            .ShouldBe(
                """
                - web/a.yaml
                    - old
                + web/b.yaml
                    + new
                ~ web/c.yaml
                      one
                    - two
                    + three

                """
            );

    [Test]
    public void Only_what_is_near_a_change_is_shown()
    {
        var lines = Enumerable.Range(1, 20).Select(line => $"{line}").ToArray();
        var changed = lines.Select(line => line is "5" or "15" ? "x" : line);

        Diff(("a.yaml", string.Join('\n', lines), string.Join('\n', changed)))
            .ShouldBe(
                """
                ~ web/a.yaml
                      2
                      3
                      4
                    - 5
                    + x
                      6
                      7
                      8
                    ...
                      12
                      13
                      14
                    - 15
                    + x
                      16
                      17
                      18
                    ...

                """
            );
    }

    private static string Diff(params (string Name, string? Before, string? After)[] files) =>
        TextDiff.Of(
            files.Where(file => file.Before is not null).ToDictionary(file => file.Name, file => file.Before!),
            files.Where(file => file.After is not null).ToDictionary(file => file.Name, file => file.After!),
            "web"
        );
}
