using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>What a deployment to a directory would do with each file of a component's folder.</summary>
internal static class FileChanges
{
    public static ImmutableArray<PlannedChange> Of(
        ComponentContext context,
        string folder,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    )
    {
        var changes = new ResourceChanges(context.Component.Generated, context.Work.Services.Redactor.IsIn);
        var names = before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. names
                .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .Select(name =>
                    Change(changes, $"{folder}/{name}", before.GetValueOrDefault(name), after.GetValueOrDefault(name))
                ),
        ];
    }

    private static PlannedChange Change(ResourceChanges changes, string what, string? before, string? after) =>
        changes.Of(what, Document(before), Document(after))
        // Its fields are the same, and its text is not: comments or spelling.
        ?? new PlannedChange(what, PlannedAction.Update)
        {
            Fields = ImmutableSortedDictionary<string, string>.Empty.Add(
                "text",
                $"\"{Digest.Of(Encoding.UTF8.GetBytes(after ?? ""))}\""
            ),
        };

    /// <summary>The resource in a file; its digest for what is not one resource.</summary>
    private static JsonObject? Document(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var problems = new List<Problem>();
        return KubernetesDocuments.Read(text, "", problems) is [var only] && problems.Count == 0
            ? only.Json
            : new JsonObject { ["text"] = Digest.Of(Encoding.UTF8.GetBytes(text)).ToString() };
    }
}
