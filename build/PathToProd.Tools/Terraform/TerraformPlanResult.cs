namespace Cake.Terraform;

/// <summary>What a plan would do.</summary>
public enum TerraformPlanResult
{
    /// <summary>Nothing: what is there is what the root says.</summary>
    NoChanges,

    /// <summary>Something, at least a change of an output.</summary>
    Changes,
}
