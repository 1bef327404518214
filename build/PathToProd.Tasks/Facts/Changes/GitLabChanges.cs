using System.Text.Json.Nodes;
using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Merge requests on GitLab. A job's own token may not write notes, so one of a project or a user is needed.</summary>
internal sealed class GitLabChanges : IChangeSystem
{
    private const string OfNotes = "of the scope api, and the role Reporter or higher";
    private const string OfStatuses = "of the scope api, and the role Developer or higher";

    private readonly ChangeApi _api;
    private readonly ChangeAddress _address;

    /// <summary>The changes of a project.</summary>
    public GitLabChanges(ChangeAddress address, string token, HttpPatience patience, TimeProvider clock)
    {
        _address = address;
        _api = new ChangeApi(
#pragma warning disable CA2000 // disposed by what has it
            new ApiClient(address.Api, new Dictionary<string, string> { ["PRIVATE-TOKEN"] = token }, patience, clock),
#pragma warning restore CA2000
            "GitLab",
            address.TokenVariable
        );
    }

    public PageLimit Limit => PageLimit.GitLabNote;

    public async Task<string> WhoAsync(CancellationToken cancellation) =>
        ChangeApi.Text(await _api.AskAsync(HttpMethod.Get, "user", body: null, OfNotes, cancellation), "username")
        ?? throw new PostingException($"GitLab does not say whom {_address.TokenVariable} belongs to.");

    public async Task<string> HeadAsync(int change, CancellationToken cancellation) =>
        ChangeApi.Text(
            await _api.AskAsync(HttpMethod.Get, MergeRequest(change), body: null, OfNotes, cancellation),
            "sha"
        ) ?? throw new PostingException($"GitLab does not say which commit the change {change} is at.");

    public Task<IReadOnlyList<PostedComment>> CommentsAsync(int change, CancellationToken cancellation) =>
        _api.CommentsAsync(
            $"{MergeRequest(change)}/notes?sort=asc&order_by=created_at",
            entry => ChangeApi.Comment(entry, ChangeApi.Text(entry, "author", "username")),
            OfNotes,
            cancellation
        );

    public Task CreateAsync(int change, string text, CancellationToken cancellation) =>
        _api.AskOnceAsync($"{MergeRequest(change)}/notes", Body(text), OfNotes, cancellation);

    public Task<bool> UpdateAsync(int change, long comment, string text, CancellationToken cancellation) =>
        _api.DoAsync(HttpMethod.Put, $"{MergeRequest(change)}/notes/{comment}", Body(text), OfNotes, cancellation);

    public Task DeleteAsync(int change, long comment, CancellationToken cancellation) =>
        _api.DoAsync(HttpMethod.Delete, $"{MergeRequest(change)}/notes/{comment}", body: null, OfNotes, cancellation);

    public async Task StatusAsync(string commit, ChangeStatus status, CancellationToken cancellation)
    {
        try
        {
            await _api.AskAsync(
                HttpMethod.Post,
                $"{Project}/statuses/{commit}",
                new JsonObject
                {
                    ["state"] = status.GitLabState,
                    ["name"] = status.Context,
                    ["description"] = status.Description,
                    ["target_url"] = status.Link,
                },
                OfStatuses,
                cancellation
            );
        }
        catch (PostingException exception)
            when (exception.Reply is { Status: 400 } reply
                && reply.Body.Contains("Cannot transition status", StringComparison.Ordinal)
            )
        {
            // It says so already, as another call set it. https://gitlab.com/gitlab-org/gitlab-foss/-/issues/25807
        }
    }

    public void Dispose() => _api.Dispose();

    private string Project => $"projects/{Uri.EscapeDataString(_address.Project)}";

    private string MergeRequest(int change) => $"{Project}/merge_requests/{change}";

    private static JsonObject Body(string text) => new() { ["body"] = text };
}
