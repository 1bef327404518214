using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs the <c>kubectl config</c> commands.</summary>
public sealed class KubectlConfigRunner(ICakeContext context) : KubectlRunner<KubectlConfigSettings>(context)
{
    /// <summary>The current context; null when none is set.</summary>
    public string? CurrentContext(KubectlConfigSettings settings)
    {
        var call = new ToolCall("kubectl config current-context", End(Begin("config current-context"), settings))
        {
            IsCaptured = true,
            Answers = [1],
        };
        var result = Execute(settings, call);
        return result.ExitCode == 0 ? result.Output.Trim()
            : result.Error.Contains("current-context is not set", StringComparison.Ordinal) ? null
            : throw Failed(settings, call, result);
    }

    /// <summary>The names of all contexts, sorted.</summary>
    public IReadOnlyList<string> GetContexts(KubectlConfigSettings settings)
    {
        var arguments = Begin("config get-contexts").Append("--output=name");
        var call = new ToolCall("kubectl config get-contexts", End(arguments, settings)) { IsCaptured = true };
        return Execute(settings, call).Lines;
    }

    /// <summary>The kubeconfig as far as one context uses it, credentials left out.</summary>
    public JsonNode View(KubectlConfigSettings settings)
    {
        var arguments = Begin("config view").Append("--minify").Append("--output=json");
        var call = new ToolCall("kubectl config view", End(arguments, settings)) { IsCaptured = true };
        return ToolJson.Read(call, Execute(settings, call).Output, "a kubeconfig", node => node as JsonObject);
    }
}
