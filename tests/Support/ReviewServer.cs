using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PathToProd.Support;

/// <summary>
/// A real HTTP server on this machine that answers as GitHub and GitLab do, in the shapes of their documentation, and keeps comments and statuses. A test says
/// which answers go wrong.
/// </summary>
public sealed partial class ReviewServer : IDisposable
{
    public const int Change = 12;
    private const int OfPage = 100;

    private readonly HttpListener _listener;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Lock _gate = new();
    private readonly List<(string Request, Fault Fault)> _faults = [];
    private long _lastId = 1000;

    public ReviewServer()
    {
        var authority = LoopbackServer.FreeAuthority();
        GitHubApi = $"http://{authority}";
        GitLabApi = $"http://{authority}/api/v4";
        _listener = new HttpListener { Prefixes = { $"http://{authority}/" } };
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string GitHubApi { get; }

    public string GitLabApi { get; }

    /// <summary>Who the token belongs to.</summary>
    public string Who { get; init; } = "github-actions[bot]";

    /// <summary>The commit that the change is at.</summary>
    public required string Head { get; set; }

    /// <summary>The comments, oldest first.</summary>
    public List<(long Id, string Author, string Text)> Comments { get; } = [];

    /// <summary>The statuses, by commit.</summary>
    public List<(string Commit, JsonObject Status)> Statuses { get; } = [];

    /// <summary>What was asked, in order: <c>GET /repos/...</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The headers that had the token.</summary>
    public ConcurrentQueue<string?> Tokens { get; } = [];

    /// <summary>Called before each answer, as another job would act then.</summary>
    public Action<string>? Meanwhile { get; set; }

    /// <summary>Lets the next request that contains a text go wrong.</summary>
    public ReviewServer Fails(string request, Fault fault, int times = 1)
    {
        lock (_gate)
        {
            _faults.AddRange(Enumerable.Repeat((request, fault), times));
        }

        return this;
    }

    /// <summary>Adds a comment.</summary>
    public long Add(string author, string text)
    {
        lock (_gate)
        {
            Comments.Add((++_lastId, author, text));
            return _lastId;
        }
    }

    public void Dispose()
    {
        _stopped.Set();
        _listener.Close();
    }

    private void Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = _listener.GetContext();
                new Thread(() => Reply(context)) { IsBackground = true }.Start();
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test ended.
            }
        }
    }

    private void Reply(HttpListenerContext context)
    {
        var asked = context.Request;
        using var reader = new StreamReader(asked.InputStream);
        var body = reader.ReadToEnd();
        var request = $"{asked.HttpMethod} {asked.Url!.PathAndQuery}";
        Requests.Enqueue(request);
        Tokens.Enqueue(asked.Headers["Authorization"] ?? asked.Headers["PRIVATE-TOKEN"]);
        Meanwhile?.Invoke(request);
        try
        {
            if (FaultOf(request) is { } fault)
            {
                if (fault.DoesIt)
                {
                    Answer(asked, body);
                }

                if (fault.Status == 0)
                {
                    _stopped.Wait();
                    return;
                }

                foreach (var (name, value) in fault.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                Write(context.Response, fault.Status, fault.Body);
                return;
            }

            var (status, answer) = Answer(asked, body);
            Write(context.Response, status, answer?.ToJsonString() ?? "");
        }
        catch (Exception exception)
            when (exception
                    is HttpListenerException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or IOException
            )
        {
            // The client gave up, or the test ended.
        }
    }

    private Fault? FaultOf(string request)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(one => request.Contains(one.Request, StringComparison.Ordinal));
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at].Fault;
            _faults.RemoveAt(at);
            return fault;
        }
    }

    private (int Status, JsonNode? Answer) Answer(HttpListenerRequest asked, string body)
    {
        var path = asked.Url!.AbsolutePath;
        var isGitLab = path.StartsWith("/api/v4/", StringComparison.Ordinal);
        var sent = body.Length == 0 ? null : JsonNode.Parse(body)!.AsObject();
        lock (_gate)
        {
            return (asked.HttpMethod, path) switch
            {
                ("POST", "/graphql") => (
                    200,
                    new JsonObject { ["data"] = new JsonObject { ["viewer"] = new JsonObject { ["login"] = Who } } }
                ),
                ("GET", "/api/v4/user") => (
                    200,
                    new JsonObject
                    {
                        ["id"] = 7,
                        ["username"] = Who,
                        ["bot"] = true,
                    }
                ),
                ("GET", _) when OfChange().IsMatch(path) => (
                    200,
                    isGitLab
                        ? new JsonObject
                        {
                            ["iid"] = Change,
                            ["sha"] = Head,
                            ["state"] = "opened",
                        }
                        : new JsonObject
                        {
                            ["number"] = Change,
                            ["state"] = "open",
                            ["head"] = new JsonObject { ["ref"] = "topic", ["sha"] = Head },
                        }
                ),
                ("GET", _) when OfComments().IsMatch(path) => (200, Page(asked, isGitLab)),
                ("POST", _) when OfComments().IsMatch(path) => Create(sent!, isGitLab),
                ("PATCH" or "PUT", _) when OfComment().Match(path) is { Success: true } match => Update(
                    match,
                    sent!,
                    isGitLab
                ),
                ("DELETE", _) when OfComment().Match(path) is { Success: true } match => (
                    Comments.RemoveAll(one => one.Id == Id(match)) > 0 ? 204 : 404,
                    null
                ),
                ("POST", _) when OfStatus().Match(path) is { Success: true } match => Status(
                    match.Groups[1].Value,
                    sent!
                ),
                _ => (404, new JsonObject { ["message"] = "Not Found", ["status"] = "404" }),
            };
        }
    }

    private JsonArray Page(HttpListenerRequest asked, bool isGitLab)
    {
        var page = int.Parse(asked.QueryString["page"]!, CultureInfo.InvariantCulture);
        return [.. Comments.Skip((page - 1) * OfPage).Take(OfPage).Select(one => Shape(one, isGitLab))];
    }

    private (int, JsonNode?) Create(JsonObject sent, bool isGitLab)
    {
        var text = (string)sent["body"]!;
        if (!isGitLab && text.Length > 65_536)
        {
            return (
                422,
                JsonNode.Parse(
                    """
                    {"message":"Validation Failed","errors":[{"resource":"IssueComment","code":"unprocessable","field":"data","message":"Body is too long (maximum is 65536 characters)"}],"status":"422"}
                    """
                )
            );
        }

        Comments.Add((++_lastId, Who, text));
        return (201, Shape(Comments[^1], isGitLab));
    }

    private (int, JsonNode?) Update(Match match, JsonObject sent, bool isGitLab)
    {
        var at = Comments.FindIndex(one => one.Id == Id(match));
        if (at < 0)
        {
            return (404, new JsonObject { ["message"] = "Not Found", ["status"] = "404" });
        }

        Comments[at] = Comments[at] with { Text = (string)sent["body"]! };
        return (200, Shape(Comments[at], isGitLab));
    }

    private (int, JsonNode?) Status(string commit, JsonObject sent)
    {
        Statuses.Add((commit, sent));
        return (201, new JsonObject { ["id"] = 1, ["state"] = (string)sent["state"]! });
    }

    private static long Id(Match match) => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static JsonObject Shape((long Id, string Author, string Text) comment, bool isGitLab) =>
        isGitLab
            ? new JsonObject
            {
                ["id"] = comment.Id,
                ["body"] = comment.Text,
                ["author"] = new JsonObject { ["id"] = 7, ["username"] = comment.Author },
                ["system"] = false,
                ["noteable_type"] = "MergeRequest",
            }
            : new JsonObject
            {
                ["id"] = comment.Id,
                ["body"] = comment.Text,
                ["user"] = new JsonObject { ["login"] = comment.Author, ["type"] = "Bot" },
                ["author_association"] = "NONE",
            };

    private static void Write(HttpListenerResponse response, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        if (bytes.Length > 0)
        {
            response.OutputStream.Write(bytes);
        }

        response.Close();
    }

    [GeneratedRegex("^/(?:repos/[^/]+/[^/]+/pulls|api/v4/projects/[^/]+/merge_requests)/12$")]
    private static partial Regex OfChange();

    [GeneratedRegex("^/(?:repos/[^/]+/[^/]+/issues/12/comments|api/v4/projects/[^/]+/merge_requests/12/notes)$")]
    private static partial Regex OfComments();

    [GeneratedRegex("^/(?:repos/[^/]+/[^/]+/issues/comments|api/v4/projects/[^/]+/merge_requests/12/notes)/([0-9]+)$")]
    private static partial Regex OfComment();

    [GeneratedRegex("^/(?:repos/[^/]+/[^/]+|api/v4/projects/[^/]+)/statuses/([0-9a-f]+)$")]
    private static partial Regex OfStatus();

    /// <summary>An answer that goes wrong.</summary>
    /// <param name="Status">The status; 0 for no answer at all.</param>
    /// <param name="Body">The text.</param>
    public sealed record Fault(int Status, string Body = "")
    {
        /// <summary>Whether what was asked is done nonetheless.</summary>
        public bool DoesIt { get; init; }

        public Dictionary<string, string> Headers { get; init; } = [];
    }
}
