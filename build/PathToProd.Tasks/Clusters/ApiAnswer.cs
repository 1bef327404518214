using System.Text.Json.Nodes;

namespace PathToProd.Tasks.Clusters;

/// <summary>What an API server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The object, or what the server says instead; null when it said no JSON.</param>
internal sealed record ApiAnswer(int Status, JsonObject? Body)
{
    /// <summary>What the server says about a failure, in one line.</summary>
    public string Message =>
        Body?["message"]?.ToString().Split('\n')[0] is { Length: > 0 } message ? message : $"HTTP {Status}";
}
