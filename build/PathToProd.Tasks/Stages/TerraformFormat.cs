using Cake.Terraform;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The form of Terraform sources, which needs no provider.</summary>
internal static class TerraformFormat
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        var folder = Path.Combine(context.Workspace.Component(context.Component.Name), "terraform");
        var shown = context.Workspace.Show(folder);
        var settings = new TerraformFmtSettings
        {
            Root = folder,
            Check = true,
            Recursive = true,
        };
        return context
            .TerraformFmt(settings)
            .Files.Select(file => new Problem(
                new SourcePosition($"{shown}/{file}"),
                "the file is not formatted",
                $"run terraform fmt -recursive {shown}"
            ));
    }
}
