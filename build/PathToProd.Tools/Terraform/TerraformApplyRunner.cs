using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform apply</c>, always of a saved plan: what was read is what is done.</summary>
public sealed class TerraformApplyRunner(ICakeContext context) : TerraformRunner<TerraformApplySettings>(context)
{
    /// <summary>Does what the plan says; Terraform refuses a plan that is older than the state.</summary>
    public void Apply(FilePath plan, TerraformApplySettings settings) =>
        Execute(
            settings,
            new ToolCall(
                "terraform apply",
                Begin(settings, "apply", "-input=false", "-no-color")
                    .Option("-lock-timeout", settings.LockTimeout)
                    .Option("-parallelism", settings.Parallelism)
                    .Positional(plan.FullPath, "plan file")
            )
        );
}
