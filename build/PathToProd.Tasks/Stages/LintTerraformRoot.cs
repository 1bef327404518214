using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Checks the form of all Terraform roots, whether or not their providers are available here.</summary>
public class LintTerraformRoot : LintComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) => TerraformFormat.Problems(context);
}
