using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform plan -detailed-exitcode</c>.</summary>
public sealed class TerraformPlanRunner(ICakeContext context) : TerraformRunner<TerraformPlanSettings>(context)
{
    private const int Changes = 2;

    /// <summary>Makes a plan.</summary>
    public TerraformPlanResult Plan(TerraformPlanSettings settings)
    {
        var call = new ToolCall("terraform plan", Arguments(settings)) { Answers = [Changes] };
        return Execute(settings, call).ExitCode == Changes
            ? TerraformPlanResult.Changes
            : TerraformPlanResult.NoChanges;
    }

    /// <inheritdoc />
    protected override void AddVariables(TerraformPlanSettings settings, IDictionary<string, string?> variables)
    {
        base.AddVariables(settings, variables);
        AddInputs(settings.Variables, variables);
    }

    private static ProcessArgumentBuilder Arguments(TerraformPlanSettings settings) =>
        Begin(settings, "plan", "-input=false", "-no-color", "-detailed-exitcode")
            .Flag("-destroy", settings.Destroy)
            .Flag("-refresh-only", settings.RefreshOnly)
            .Flag("-refresh", settings.Refresh)
            .Each("-var-file", settings.VariableFiles)
            .Each("-target", settings.Targets)
            .Each("-replace", settings.Replace)
            .Option("-out", settings.Out)
            .Flag("-lock", settings.Lock)
            .Option("-lock-timeout", settings.LockTimeout)
            .Option("-parallelism", settings.Parallelism);
}
