using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl api-resources</c>.</summary>
public sealed class KubectlApiResourcesRunner(ICakeContext context)
    : KubectlRunner<KubectlApiResourcesSettings>(context)
{
    private const string SomeAreMissing = "unable to retrieve the complete list of server APIs";

    /// <summary>
    /// The kinds that the API server serves in any version. An extension of it that does not answer is a failure only when
    /// the question is about its group, or about all.
    /// </summary>
    public IReadOnlyList<string> Kinds(KubectlApiResourcesSettings settings)
    {
        var arguments = Begin("api-resources").Append("--no-headers").Option("--api-group", settings.ApiGroup);
        var call = new ToolCall("kubectl api-resources", End(arguments, settings)) { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);
        return result.ExitCode == 0 || IsOfOthers(result.Error, settings.ApiGroup)
            ? [.. result.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1])]
            : throw Failed(settings, call, result);
    }

    private static bool IsOfOthers(string error, string? group) =>
        group is not null
        && error.Contains(SomeAreMissing, StringComparison.Ordinal)
        && !error.Contains($"{group}/", StringComparison.Ordinal);
}
