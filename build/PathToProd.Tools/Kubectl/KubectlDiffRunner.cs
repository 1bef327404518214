using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl diff</c>.</summary>
public sealed class KubectlDiffRunner(ICakeContext context) : KubectlRunner<KubectlDiffSettings>(context)
{
    private const int Differs = 1;

    /// <summary>Compares the manifests with the cluster; a difference is an answer, not a failure.</summary>
    public KubectlDifference Diff(KubectlDiffSettings settings)
    {
        var arguments = Begin("diff")
            .Files(settings)
            .Option("--kustomize", settings.Kustomize)
            .Flag("--server-side", settings.ServerSide)
            .Option("--field-manager", settings.FieldManager)
            .Flag("--force-conflicts", settings.ForceConflicts);
        var call = new ToolCall("kubectl diff", End(arguments, settings))
        {
            IsCaptured = true,
            Input = KubectlFiles.Input(settings),
            Answers = [Differs],
        };
        var result = Execute(settings, call);

        // Errors exit above 1, but a few of them with 1, and then nothing but the error is printed.
        return result is { ExitCode: Differs, Lines.Count: 0 }
            ? throw Failed(settings, call, result)
            : new KubectlDifference(result.ExitCode == Differs, result.Output);
    }

    /// <inheritdoc />
    protected override void AddVariables(KubectlDiffSettings settings, IDictionary<string, string?> variables) =>
        // A user's own diff program may print in colour, page by page, or without a useful exit code.
        variables["KUBECTL_EXTERNAL_DIFF"] = null;
}
