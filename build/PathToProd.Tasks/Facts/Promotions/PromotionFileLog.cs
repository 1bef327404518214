using System.Globalization;
using System.Text;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Promotions;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>The promotions in a file of this checkout, which people commit.</summary>
/// <param name="workspace">The checkout.</param>
internal sealed class PromotionFileLog(Workspace workspace) : IPromotionLog
{
    private readonly AppendOnlyFile _file = new(
        workspace.Promotions,
        $"the promotions {workspace.Show(workspace.Promotions)}",
        isDurable: true
    );

    public string Place => workspace.Show(workspace.Promotions);

    public PromotionLines Read() =>
        _file.Read(
            (file, length) =>
            {
                // The length of the bytes: of what a crash left, text may have another.
                var bytes = new byte[length];
                var read = 0;
                while (
                    file is not null
                    && read < length
                    && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more
                )
                {
                    read += more;
                }

                return new PromotionLines(
                    Encoding.UTF8.GetString(bytes, 0, read),
                    read.ToString(CultureInfo.InvariantCulture)
                );
            }
        );

    public WriteOutcome TryAppend(string lines, PromotionLines over, PromotionRecord first) =>
        _file.TryAppend(
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            long.Parse(over.Mark, CultureInfo.InvariantCulture)
        )
            ? new WriteOutcome.Accepted(Place)
            : new WriteOutcome.Moved();
}
