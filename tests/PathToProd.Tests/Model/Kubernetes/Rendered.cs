using System.Collections.Immutable;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Kubernetes;

/// <summary>What a text of documents comes to.</summary>
internal sealed record Rendered(ImmutableArray<KubernetesDocument> Documents, ImmutableArray<string> Problems)
{
    private const string File = "rendered.yaml";

    public static Rendered Read(string text)
    {
        var problems = new List<Problem>();
        var documents = KubernetesDocuments.Read(text, File, problems);
        return new Rendered(documents, [.. problems.Select(problem => problem.ToString())]);
    }

    /// <summary>Reads documents that are all right, and checks them for the namespace <c>ingress</c> and others.</summary>
    public static string Check(string text, params string[] alsoIn)
    {
        var rendered = Read(text);
        rendered.Problems.ShouldBeEmpty();
        return string.Join('\n', DocumentChecks.Check(rendered.Documents, "ingress", alsoIn, File));
    }
}
