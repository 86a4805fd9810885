"""When a baby last came home from hospital."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0007_tries")]

    operations = [
        migrations.AddField(
            model_name="child",
            name="home_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
