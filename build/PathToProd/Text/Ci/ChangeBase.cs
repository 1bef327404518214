using System.Text.Json;

namespace PathToProd.Text.Ci;

/// <summary>What a CI system says a change is compared with.</summary>
/// <param name="Reference">A commit, a branch or a tag.</param>
/// <param name="Source">Who says so: <c>GitHub's merge_group.base_sha</c>.</param>
public sealed record ChangeBase(string Reference, string Source)
{
    /// <summary>Finds it.</summary>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    /// <param name="readFile">The text of a file; null when it cannot be read.</param>
    /// <returns>Null when no system says it: on a developer's machine, or in a run that is about no change.</returns>
    public static ChangeBase? Of(Func<string, string?> variable, Func<string, string?> readFile)
    {
        return FromGitHub() ?? FromGitLab() ?? FromJenkins() ?? FromPipelinesAsCode();

        ChangeBase? FromGitHub() =>
            Said("GITHUB_EVENT_PATH") is { } path && readFile(path) is { } text ? OfEvent(text) : null;

        ChangeBase? FromGitLab() =>
            Said("CI_MERGE_REQUEST_DIFF_BASE_SHA") is { } commit
                ? new ChangeBase(commit, "GitLab's CI_MERGE_REQUEST_DIFF_BASE_SHA")
                : null;

        ChangeBase? FromJenkins() =>
            Said("CHANGE_TARGET") is { } branch ? new ChangeBase($"origin/{branch}", "Jenkins' CHANGE_TARGET") : null;

        // The generated pipeline hands the parameter target_branch on by this name.
        ChangeBase? FromPipelinesAsCode() =>
            Said("PAC_TARGET_BRANCH") is { } branch
                ? new ChangeBase($"origin/{WithoutRefs(branch)}", "the target branch of Pipelines-as-Code")
                : null;

        string? Said(string name) => variable(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;
    }

    private static string WithoutRefs(string branch) =>
        branch.StartsWith("refs/heads/", StringComparison.Ordinal) ? branch["refs/heads/".Length..] : branch;

    /// <summary>A merge queue's run has no pull request, and a pull request's no merge group.</summary>
    private static ChangeBase? OfEvent(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            var root = parsed.RootElement;
            return Find(root, "merge_group", "base_sha") is { } queued
                    ? new ChangeBase(queued, "GitHub's merge_group.base_sha")
                : Find(root, "pull_request", "base", "sha") is { } pull
                    ? new ChangeBase(pull, "GitHub's pull_request.base.sha")
                : null;
        }
        catch (JsonException)
        {
            // A damaged event says nothing; the user is then asked for the base.
            return null;
        }
    }

    private static string? Find(JsonElement element, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } found ? found : null;
    }
}
