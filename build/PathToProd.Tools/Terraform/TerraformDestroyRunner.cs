using Cake.Core;

namespace Cake.Terraform;

/// <summary>
/// Destroys by <c>terraform plan -destroy</c> and <c>terraform apply</c> of that plan, so that the plan can be kept as
/// the record of what was removed, and nothing is ever approved unseen.
/// </summary>
public sealed class TerraformDestroyRunner(ICakeContext context)
{
    /// <summary>Removes what the state holds; with an empty state nothing is done.</summary>
    /// <returns>Whether there was something to remove.</returns>
    public TerraformPlanResult Destroy(TerraformDestroySettings settings)
    {
        var plan =
            settings.Out ?? throw new ArgumentException("Out names the plan file of a destroy.", nameof(settings));
        settings.Destroy = true;
        var result = new TerraformPlanRunner(context).Plan(settings);
        if (result == TerraformPlanResult.Changes)
        {
            new TerraformApplyRunner(context).Apply(plan, Apply(settings));
        }

        return result;
    }

    private static TerraformApplySettings Apply(TerraformDestroySettings settings) =>
        new()
        {
            Root = settings.Root,
            DataDirectory = settings.DataDirectory,
            PluginCache = settings.PluginCache,
            ConfigurationFile = settings.ConfigurationFile,
            LockTimeout = settings.LockTimeout,
            Parallelism = settings.Parallelism,
            ToolPath = settings.ToolPath,
            ToolTimeout = settings.ToolTimeout,
            WorkingDirectory = settings.WorkingDirectory,
            EnvironmentVariables = Variables(settings),
        };

    /// <summary>Ephemeral variables are not in the plan: apply of a destroy may need them again.</summary>
    private static Dictionary<string, string> Variables(TerraformDestroySettings settings)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in settings.Variables)
        {
            variables["TF_VAR_" + name] = value;
        }

        foreach (var (name, value) in settings.EnvironmentVariables ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        return variables;
    }
}
