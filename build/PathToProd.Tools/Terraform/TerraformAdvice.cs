using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>What to do about the failures that Terraform is known for.</summary>
internal static class TerraformAdvice
{
    public static IReadOnlyList<Advice> All { get; } =
    [
        new(
            "Lock Info:",
            "Another run holds the state, or one that was killed left its lock. Wait for it, or, once sure that no one "
                + "runs, remove the lock with: terraform force-unlock <ID as above>"
        ),
        new(
            "Error acquiring the state lock",
            "Terraform cannot make its lock on the state, and no holder of it is named. Fix what the lines above name (rights, "
                + "credentials, the network), then run the stage again."
        ),
        new(
            "Output refers to sensitive values",
            "Part of the output is sensitive. Say sensitive = true in it, and output what is not a secret by itself, so that others can take it."
        ),
        new(
            "Saved plan is stale",
            "The state changed after the plan was made. Make a new plan, read it, and apply that one."
        ),
        new(
            "Inconsistent dependency lock file",
            "The lock file does not fit the configuration. Run terraform init -upgrade in the root and commit the lock file."
        ),
        new("Initial configuration of the requested backend", "Run init in the root first."),
        new(
            "Backend initialization required",
            "The backend's configuration changed. Run init again with Reconfigure, or migrate the state by hand first."
        ),
        new(
            "Failed to query available provider packages",
            "Check the network or the provider mirror; with providers on disk, name their folder in PluginDirectories."
        ),
        new(
            "No value for required variable",
            "Give the variable in the values of the environment, or give it a default in the root."
        ),
        new("please run \"terraform init\"", "Run init in the root first."),
    ];
}
