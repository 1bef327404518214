namespace Repository.Tests.Docs;

/// <summary>Snippets in the guides are taken from real files, and stay what those files say.</summary>
public sealed class SnippetTests
{
    private const string Mark = "<!-- from: ";

    private static IEnumerable<string> Guides =>
        Directory
            .EnumerateFiles(SourceTree.PathOf("docs"), "*.md")
            .Select(file => $"docs/{Path.GetFileName(file)}")
            .Append("README.md");

    [TestCaseSource(nameof(Guides))]
    public void Each_snippet_stands_in_the_file_it_names(string guide)
    {
        foreach (var (path, snippet) in Snippets(guide).Where(snippet => snippet.Path is not null))
        {
            var file = SourceTree.PathOf(path!);
            File.Exists(file).ShouldBeTrue($"{guide} takes a snippet from {path}, which is not there");
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            $"\n{text}".ShouldContain($"\n{snippet}\n", Case.Sensitive, $"{guide}, from {path}");
        }
    }

    [Test]
    public void The_guide_to_a_new_component_names_the_file_of_each_snippet()
    {
        var snippets = Snippets("docs/add-a-component.md").ToArray();
        snippets.Length.ShouldBeGreaterThan(5);
        snippets.Where(snippet => snippet.Path is null).Select(snippet => snippet.Text).ShouldBeEmpty();
    }

    /// <summary>The blocks of YAML, C#, Terraform and shell scripts, each with the file that a comment before it names.</summary>
    private static IEnumerable<(string? Path, string Text)> Snippets(string guide)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf(guide));
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] is not ("```yaml" or "```csharp" or "```hcl" or "```sh" or "```text" or "```json"))
            {
                continue;
            }

            var before = at > 0 ? lines[at - 1] : "";
            var path = before.StartsWith(Mark, StringComparison.Ordinal) ? before[Mark.Length..^" -->".Length] : null;
            var text = lines.Skip(at + 1).TakeWhile(line => line != "```").ToArray();
            at += text.Length + 1;
            yield return (path, string.Join('\n', text));
        }
    }
}
