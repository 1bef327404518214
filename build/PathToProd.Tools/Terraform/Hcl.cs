using System.Text;

namespace Cake.Terraform;

/// <summary>Writes Terraform's language as far as a file of strings needs it.</summary>
internal static class Hcl
{
    /// <summary>A quoted string in which nothing is a template: <c>${</c> and <c>%{</c> stand for themselves.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        for (var i = 0; i < value.Length; i++)
        {
            var opensTemplate = value[i] is '$' or '%' && i + 1 < value.Length && value[i + 1] == '{';
            text.Append(
                value[i] switch
                {
                    '\\' => "\\\\",
                    '"' => "\\\"",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    var sign when opensTemplate => $"{sign}{sign}",
                    var other => other.ToString(),
                }
            );
        }

        return text.Append('"').ToString();
    }
}
