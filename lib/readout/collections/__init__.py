"""Collections: thousands of texts with what is known of them and their claims, in Parquet, in a folder of its own.

`taking_in` makes one from a source, `importers/` has a file for each form that a source may have; `annotating/` has
the annotator go through it, on this machine or on the workers of a Dask cluster; `asking` answers from it by DuckDB.

    collections/NAME/
      collection.json       what it is: its source, its columns, and which folder holds its texts
      DATASHEET.md          the same for people: licence, citation, and what is known to be wrong with it
      texts-<hash>/         part-00000.parquet ...: the texts with their metadata, in their order
      claims/               part-00000.parquet ...: the claims of the texts of the same part; units/ while it is made
"""
