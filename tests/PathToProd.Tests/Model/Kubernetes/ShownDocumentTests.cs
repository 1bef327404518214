using System.Text;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class ShownDocumentTests
{
    [Test]
    public void What_is_not_a_secret_is_shown_as_it_was_written() =>
        Show("# why\nkind: ConfigMap\ndata: { a: b }\n", null)
            .Before.ShouldBe("# why\nkind: ConfigMap\ndata: { a: b }");

    [Test]
    public void Of_a_secret_only_the_keys_are_shown() =>
        Show(
            $"""
            # the password is hunter2
            apiVersion: v1
            kind: Secret
            type: Opaque
            metadata: {"{"} name: app, uid: 1-2, annotations: {"{"} "{LastApplied}": 'data: hunter2', team: core {"}"} {"}"}
            data: {"{"} password: {Base64("hunter2")} {"}"}
            stringData: {"{"} token: hunter2 {"}"}
            stringdata: {"{"} misspelt: hunter2 {"}"}
            immutable: true
            """,
            null
        )
            .Before.ShouldBe(
                $$"""
                {
                  "apiVersion": "v1",
                  "kind": "Secret",
                  "metadata": {
                    "name": "app",
                    "annotations": {
                      "{{LastApplied}}": "(hidden)",
                      "team": "core"
                    }
                  },
                  "type": "Opaque",
                  "immutable": true,
                  "data": {
                    "password": "(hidden)",
                    "token": "(hidden)"
                  },
                  "stringdata": "(hidden)"
                }
                """
            );

    [Test]
    public void Keys_that_come_go_and_differ_are_distinguished()
    {
        var (before, after) = Show(
            Secret("data: { same: c2FtZQ==, other: b25l, gone: Z29uZQ== }"),
            Secret("data: { same: c2FtZQ==, other: dHdv, added: YWRkZWQ= }")
        );

        Data(before).ShouldBe("gone: (hidden) | other: (hidden) | same: (hidden)");
        Data(after).ShouldBe("added: (hidden) | other: (hidden, and differs) | same: (hidden)");
    }

    [Test]
    public void A_value_that_is_only_written_in_another_way_does_not_differ() =>
        Show(Secret("data: { a: c2FtZQ== }"), Secret("stringData: { a: same }"))
            .After.ShouldBe(Show(Secret("data: { a: c2FtZQ== }"), null).Before);

    [Test]
    public void A_changed_copy_of_the_whole_object_in_an_annotation_is_hidden_and_reported() =>
        Show(
            $"kind: Secret\nmetadata: {"{"} annotations: {"{"} {LastApplied}: one {"}"} {"}"}",
            $"kind: Secret\nmetadata: {"{"} annotations: {"{"} {LastApplied}: two {"}"} {"}"}"
        )
            .After!.ShouldContain("(hidden, and differs)");

    [TestCase("data: hunter2", "\"data\": \"(hidden)\"")]
    [TestCase("data: [hunter2]", "\"data\": \"(hidden)\"")]
    [TestCase("data: { a: { b: hunter2 } }", "\"a\": \"(hidden)\"")]
    [TestCase("data: { a: null }", "\"a\": \"(hidden)\"")]
    [TestCase("metadata: hunter2", "\"metadata\": \"(hidden)\"")]
    public void Whatever_a_secret_is_made_of_nothing_of_it_is_shown(string text, string expected)
    {
        var shown = Show($"kind: Secret\n{text}\n", null).Before;

        shown.ShouldNotBeNull().ShouldContain(expected);
        shown!.ShouldNotContain("hunter2");
    }

    [Test]
    public void A_secret_that_becomes_something_else_is_hidden_on_both_sides() =>
        Show("kind: Secret\ndata: { a: aHVudGVyMg== }", "kind: ConfigMap\ndata: { a: hunter2 }")
            .After!.ShouldNotContain("hunter2");

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static string Secret(string data) => $"kind: Secret\n{data}\n";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (string? Before, string? After) Show(string before, string? after) =>
        ShownDocument.Of(Read(before), after is null ? null : Read(after));

    private static KubernetesDocument Read(string text) => Rendered.Read(text).Documents.Single();

    private static string Data(string? shown) =>
        string.Join(
            " | ",
            shown!
                .Split('\n')
                .Where(line => line.Contains("(hidden", StringComparison.Ordinal))
                .Select(line => line.Trim().TrimEnd(',').Replace("\"", "", StringComparison.Ordinal))
        );
}
