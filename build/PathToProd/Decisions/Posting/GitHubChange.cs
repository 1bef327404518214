using System.Text.Json.Nodes;

namespace PathToProd.Decisions.Posting;

/// <summary>What GitHub's file about an event says of the change.</summary>
internal static class GitHubChange
{
    /// <summary>The address with the change in it.</summary>
    /// <param name="payload">The file.</param>
    /// <param name="address">Where the change is reviewed.</param>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    public static ChangeAddress In(JsonObject payload, ChangeAddress address, Func<string, string?> variable)
    {
        // The run that asks for a report to be posted is not the run that made it. For a change from a fork, pull_requests is empty.
        if (payload["workflow_run"] is JsonObject run)
        {
            return address with
            {
                Change = run["pull_requests"] is JsonArray { Count: > 0 } changes ? Number(changes[0], "number") : null,
                Head = Text(run, "head_sha"),
                Link = Text(run, "html_url"),
                IsOfOtherJob = true,
            };
        }

        var link =
            variable("GITHUB_SERVER_URL") is { Length: > 0 } server && variable("GITHUB_RUN_ID") is { Length: > 0 } id
                ? $"{server}/{address.Project}/actions/runs/{id}"
                : null;
        return payload["pull_request"] is JsonObject change
            ? address with
            {
                // GITHUB_SHA is a commit that merges the change, and is on no branch.
                Change = Number(change, "number"),
                Head = Text(change["head"], "sha"),
                Link = link,
            }
            : address with
            {
                Head = Text(payload["merge_group"], "head_sha") ?? variable("GITHUB_SHA"),
                Link = link,
            };
    }

    private static string? Text(JsonNode? node, string key) =>
        (node as JsonObject)?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonNode? node, string key) =>
        (node as JsonObject)?[key] is JsonValue value && value.TryGetValue<int>(out var number) && number > 0
            ? number
            : null;
}
