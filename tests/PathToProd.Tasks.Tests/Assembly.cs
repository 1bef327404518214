using PathToProd.Snapshots;

[assembly: ForeignCulture]
