using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl auth can-i</c>.</summary>
public sealed class KubectlAuthRunner(ICakeContext context) : KubectlRunner<KubectlAuthCanISettings>(context)
{
    /// <summary>Whether the user of the context may do something; no is an answer, not a failure.</summary>
    public bool CanI(string verb, string resource, KubectlAuthCanISettings settings)
    {
        var arguments = Begin("auth can-i", verb, resource)
            .Option("--subresource", settings.Subresource)
            .Flag("--all-namespaces", settings.AllNamespaces);
        var call = new ToolCall("kubectl auth can-i", End(arguments, settings)) { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);

        // Exit code 1 is "no" as well as any error; only an answer starts with one of the two words.
        return result.Output.TrimStart() switch
        {
            var text when text.StartsWith("yes", StringComparison.Ordinal) => true,
            var text when text.StartsWith("no", StringComparison.Ordinal) => false,
            _ => throw Failed(settings, call, result),
        };
    }
}
