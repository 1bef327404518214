using PathToProd.Model.ToolPins;

namespace Cake.Terraform;

/// <summary>What an old Terraform fails with on roots that are right.</summary>
internal static class TerraformAge
{
    private const string Newer = "Roots use what came with later versions of Terraform";

    public static IReadOnlyList<SignOfAge> Signs { get; } =
    [
        new("Unsupported Terraform Core version", "The root's required_version, or a module's, leaves that version out")
        {
            IsCertain = true,
        },
        new("which is newer than current", "The state was written by a later one, and older ones must not touch it")
        {
            IsCertain = true,
        },
        new("Unsupported state file format", "The state was written by a later one, and older ones must not touch it")
        {
            IsCertain = true,
        },
        new("Unsupported block type", Newer),
        new("Unsupported argument", Newer),
        new("Call to unknown function", Newer),
        new("flag provided but not defined", "A setting of the call is newer than it"),
        new("Terraform has no command named", "The command is newer than it"),
    ];
}
