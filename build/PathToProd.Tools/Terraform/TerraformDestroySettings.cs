namespace Cake.Terraform;

/// <summary>
/// Settings of a destroy: a saved plan of the end of everything, applied at once. They are those of a plan, where <see
/// cref="TerraformPlanSettings.Destroy"/> is always true and <see cref="TerraformPlanSettings.Out"/> must be given.
/// </summary>
public sealed class TerraformDestroySettings : TerraformPlanSettings
{
    /// <summary>Settings of the end of everything in the state.</summary>
    public TerraformDestroySettings() => Destroy = true;
}
