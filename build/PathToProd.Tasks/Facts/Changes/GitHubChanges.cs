using System.Text.Json.Nodes;
using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Pull requests on GitHub.</summary>
internal sealed class GitHubChanges : IChangeSystem
{
    private const string OfComments = "pull-requests: write";
    private const string OfStatuses = "statuses: write";

    private readonly ChangeApi _api;
    private readonly ChangeAddress _address;

    /// <summary>The changes of a project.</summary>
    public GitHubChanges(ChangeAddress address, string token, HttpPatience patience, TimeProvider clock)
    {
        _address = address;
        _api = new ChangeApi(
#pragma warning disable CA2000 // disposed by what has it
            new ApiClient(
                address.Api,
                new Dictionary<string, string>
                {
                    ["Authorization"] = $"Bearer {token}",
                    ["Accept"] = "application/vnd.github+json",
                    ["X-GitHub-Api-Version"] = "2022-11-28",
                },
                patience,
                clock
            ),
#pragma warning restore CA2000
            "GitHub",
            address.TokenVariable
        );
    }

    public PageLimit Limit => PageLimit.GitHubComment;

    // GET /user is for people alone; a job's token gets 403 for it.
    public async Task<string> WhoAsync(CancellationToken cancellation) =>
        ChangeApi.Text(
            await _api.AskAsync(
                HttpMethod.Post,
                GraphQl,
                new JsonObject { ["query"] = "query { viewer { login } }" },
                OfComments,
                cancellation
            ),
            "data",
            "viewer",
            "login"
        ) ?? throw new PostingException($"GitHub does not say whom {_address.TokenVariable} belongs to.");

    public async Task<string> HeadAsync(int change, CancellationToken cancellation) =>
        ChangeApi.Text(
            await _api.AskAsync(HttpMethod.Get, $"{Repository}/pulls/{change}", body: null, OfComments, cancellation),
            "head",
            "sha"
        ) ?? throw new PostingException($"GitHub does not say which commit the change {change} is at.");

    public Task<IReadOnlyList<PostedComment>> CommentsAsync(int change, CancellationToken cancellation) =>
        _api.CommentsAsync(
            $"{Repository}/issues/{change}/comments",
            entry => ChangeApi.Comment(entry, ChangeApi.Text(entry, "user", "login")),
            OfComments,
            cancellation
        );

    public Task CreateAsync(int change, string text, CancellationToken cancellation) =>
        _api.AskOnceAsync($"{Repository}/issues/{change}/comments", Body(text), OfComments, cancellation);

    public Task<bool> UpdateAsync(int change, long comment, string text, CancellationToken cancellation) =>
        _api.DoAsync(HttpMethod.Patch, $"{Repository}/issues/comments/{comment}", Body(text), OfComments, cancellation);

    public Task DeleteAsync(int change, long comment, CancellationToken cancellation) =>
        _api.DoAsync(
            HttpMethod.Delete,
            $"{Repository}/issues/comments/{comment}",
            body: null,
            OfComments,
            cancellation
        );

    public Task StatusAsync(string commit, ChangeStatus status, CancellationToken cancellation) =>
        _api.AskAsync(
            HttpMethod.Post,
            $"{Repository}/statuses/{commit}",
            new JsonObject
            {
                ["state"] = status.GitHubState,
                ["context"] = status.Context,
                ["description"] = status.Description,
                ["target_url"] = status.Link,
            },
            OfStatuses,
            cancellation
        );

    public void Dispose() => _api.Dispose();

    private string Repository => $"repos/{_address.Project}";

    /// <summary>On a server of one's own the REST interface is at /api/v3, and this one beside it.</summary>
    private string GraphQl =>
        _address.Api.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql";

    private static JsonObject Body(string text) => new() { ["body"] = text };
}
