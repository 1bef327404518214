using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>
/// Runs the <c>helm get</c> commands. What they give may hold secrets; it is null when there is no such release.
/// </summary>
public sealed class HelmGetRunner(ICakeContext context) : HelmRunner<HelmGetSettings>(context)
{
    /// <summary>The manifests of a release, without hooks.</summary>
    public string? Manifest(string release, HelmGetSettings settings) => Text("manifest", release, settings);

    /// <summary>The hooks of a release.</summary>
    public string? Hooks(string release, HelmGetSettings settings) => Text("hooks", release, settings);

    /// <summary>What the chart said to its users.</summary>
    public string? Notes(string release, HelmGetSettings settings) => Text("notes", release, settings);

    /// <summary>All there is about a release, for people.</summary>
    public string? All(string release, HelmGetSettings settings) => Text("all", release, settings);

    /// <summary>The values of a release; without values an empty object.</summary>
    public JsonObject? Values(string release, HelmGetSettings settings)
    {
        var arguments = Start("values", release, settings).Append("--output=json").Flag("--all", settings.AllValues);
        var call = Call("values", End(arguments, settings));
        return Ask(settings, call)?.Output switch
        {
            null => null,
            var text when text.Trim() == "null" => [],
            var text => ToolJson.Read(call, text, "the values of a release", node => node as JsonObject),
        };
    }

    private string? Text(string what, string release, HelmGetSettings settings) =>
        Ask(settings, Call(what, End(Start(what, release, settings), settings)))?.Output;

    private static ToolCall Call(string what, ProcessArgumentBuilder arguments) =>
        new($"helm get {what}", arguments) { IsSensitive = true };

    private static ProcessArgumentBuilder Start(string what, string release, HelmGetSettings settings) =>
        Begin("get", (what, "kind"), (release, "release's name")).Option("--revision", settings.Revision);
}
