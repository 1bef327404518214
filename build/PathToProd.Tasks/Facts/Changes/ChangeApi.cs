using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Posting;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>What the REST interfaces have in common: pages, and answers that are not what was asked for.</summary>
/// <param name="client">Asks.</param>
/// <param name="name">The system's name.</param>
/// <param name="token">The variable that has the token.</param>
internal sealed class ChangeApi(ApiClient client, string name, string token) : IDisposable
{
    private const int OfPage = 100;

    /// <summary>A server that always has one more page must not keep us forever.</summary>
    private const int MostPages = 500;

    private const int MostOfMessage = 300;

    /// <summary>Asks, and reads what comes back.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">What.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="right">The right that it needs.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<JsonNode?> AskAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string right,
        CancellationToken cancellation
    ) => Read(Done(await client.SendAsync(method, path, body?.ToJsonString(), cancellation), right));

    /// <summary>Asks for something that must not be done twice.</summary>
    public async Task AskOnceAsync(string path, JsonObject body, string right, CancellationToken cancellation) =>
        Done(await client.SendOnceAsync(HttpMethod.Post, path, body.ToJsonString(), cancellation), right);

    /// <summary>Does something to what may be gone.</summary>
    /// <returns>Whether it was still there.</returns>
    public async Task<bool> DoAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string right,
        CancellationToken cancellation
    )
    {
        var reply = await client.SendAsync(method, path, body?.ToJsonString(), cancellation);
        return reply.Status != 404 && Done(reply, right) is not null;
    }

    /// <summary>All comments, page after page.</summary>
    public async Task<IReadOnlyList<PostedComment>> CommentsAsync(
        string path,
        Func<JsonObject, PostedComment?> read,
        string right,
        CancellationToken cancellation
    )
    {
        var comments = new List<PostedComment>();
        for (var page = 1; page <= MostPages; page++)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await AskAsync(
                HttpMethod.Get,
                $"{path}{separator}per_page={OfPage}&page={page}",
                body: null,
                right,
                cancellation
            );
            if (answer is not JsonArray entries)
            {
                throw new PostingException($"{name} answered something that is not a list of comments.");
            }

            comments.AddRange(entries.OfType<JsonObject>().Select(read).OfType<PostedComment>());
            if (entries.Count < OfPage)
            {
                return comments;
            }
        }

        throw new PostingException($"The change has more than {MostPages * OfPage} comments on {name}.");
    }

    /// <summary>A text in an answer; null when it is not there.</summary>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            node = (node as JsonObject)?[key];
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>A comment of an answer; null for what is not one.</summary>
    public static PostedComment? Comment(JsonObject entry, string? author) =>
        author is not null && entry["id"] is JsonValue value && value.TryGetValue<long>(out var id)
            ? new PostedComment(id, author, Text(entry, "body") ?? "")
            : null;

    public void Dispose() => client.Dispose();

    private ApiReply Done(ApiReply reply, string right) =>
        reply.IsDone ? reply : throw new PostingException($"{name} {Why(reply, right)}.", reply);

    private string Why(ApiReply reply, string right) =>
        reply.Silence
        ?? $"answered {reply.Status}{Said(reply)}"
            + reply.Status switch
            {
                401 => $": {token} is not valid, or has expired",
                _ when reply.After is { } after => $": it asks to wait {Duration.Text(after)}",
                403 => $": {token} lacks the right {right}{Would(reply)}",
                404 => $": it is not there, or {token} may not see it, which takes the right {right}",
                _ => "",
            };

    private static string Would(ApiReply reply) =>
        reply.Rights is { } rights ? $" (it would take {Short(rights)})" : "";

    /// <summary>GitHub says why under <c>message</c>; GitLab too, or under <c>error</c>.</summary>
    private static string Said(ApiReply reply)
    {
        try
        {
            var node = JsonNode.Parse(reply.Body) as JsonObject;
            var said = Text(node, "message") ?? node?["message"]?.ToJsonString() ?? Text(node, "error");
            return said is null ? "" : $" ({Short(said)})";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Short(string text)
    {
        var line = Printable.Line(text);
        return line.Length > MostOfMessage ? $"{line[..MostOfMessage]}..." : line;
    }

    private JsonNode? Read(ApiReply reply)
    {
        try
        {
            return reply.Body.Length == 0 ? null : JsonNode.Parse(reply.Body);
        }
        catch (JsonException)
        {
            throw new PostingException($"{name} answered something that is not JSON.");
        }
    }
}
